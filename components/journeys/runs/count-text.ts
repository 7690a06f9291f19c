import { numberText } from "@/components/audiences/count-text";

/** "1 failed run", "214 failed runs". */
export const failedRunsText = (count: number): string => `${numberText(count)} failed ${count === 1 ? "run" : "runs"}`;
