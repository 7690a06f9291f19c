import type { MessageState } from "@/db/enums";
import type { Campaign } from "@/lib/campaigns/contract";

/** What is over for a contact, whatever came of it. */
const finished: readonly MessageState[] = ["sent", "captured", "skipped", "failed", "unknown"];

/** How far a sending has come, in contacts. */
export function sendingCounts({ total, gathered, states }: Campaign["progress"]) {
  const count = (some: readonly MessageState[]) => some.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  const done = count(finished);
  return {
    done,
    /** Null while recipients are still being gathered. */
    total,
    left: Math.max(0, (total ?? gathered) - done),
    failed: count(["failed", "unknown"]),
    skipped: count(["skipped"]),
  };
}
