import { sha256 } from "../../crypto";

/** 0 ≤ x < 1 for each visit of a run, always the same: a run that is walked again goes the same way. @param runId bare or prefixed */
export const chanceOf = (runId: string) => (visit: number) => sha256(`${runId} ${visit}`).readUInt32BE(0) / 2 ** 32;
