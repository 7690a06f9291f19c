import type { Job } from "@/lib/jobs/contract";

const number = (value: number) => value.toLocaleString("en");

/** What came of a job in a sentence: "All 8 requests went well.", "5 of 8 requests went well, 3 failed." */
export function resultText(
  { done, succeeded, failed }: Pick<Job, "done" | "succeeded" | "failed">,
  noun: { one: string; many: string } | null,
): string {
  if (done === 0) return "There was nothing to do.";
  const counted = noun === null ? number(done) : `${number(done)} ${done === 1 ? noun.one : noun.many}`;
  const all = done === 1 ? counted : `All ${counted}`;
  if (failed === 0) return `${all} went well.`;
  if (succeeded === 0) return `${all} failed.`;
  return `${number(succeeded)} of ${counted} went well, ${number(failed)} failed.`;
}
