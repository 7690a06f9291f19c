import type { SendResult } from "../../mail/transport";

const minute = 60_000;
/** After each refusal of one mail; a campaign is news for hours, not for days. */
const retryDelaysMs = [minute, 5 * minute, 30 * minute, 2 * 60 * minute];
/** After each failure of the whole mail server in a row; after the last one the campaign pauses itself. */
const serverDelaysMs = [10_000, 30_000, minute, 2 * minute, 5 * minute];

/** What becomes of a mail after a try. */
export type Verdict =
  | { kind: "sent" }
  /** The address does not exist. */
  | { kind: "bounced"; reason: string }
  | { kind: "failed"; reason: string }
  | { kind: "unknown"; reason: string }
  | { kind: "retry"; reason: string; delayMs: number }
  /** The mail server failed as a whole: this try is not counted. */
  | { kind: "server"; reason: string };

/** @param attempts tries so far, with this one */
export function judge(result: SendResult, attempts: number): Verdict {
  if (result.outcome === "sent") return { kind: "sent" };
  const { outcome, reason, fault } = result;
  if (outcome === "unknown") return { kind: "unknown", reason: `It may have arrived: ${reason}` };
  if (fault === "server") return { kind: "server", reason };
  if (fault === "address" && outcome === "refused") return { kind: "bounced", reason };
  const delayMs = retryDelaysMs[attempts - 1];
  return delayMs === undefined ? { kind: "failed", reason } : { kind: "retry", reason, delayMs };
}

/** How long to leave the mail server alone after so many failures in a row, or null when it is time to ask somebody. */
export const serverDelayMs = (failures: number): number | null => serverDelaysMs[failures - 1] ?? null;
