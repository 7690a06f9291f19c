import { type Cause, causes } from "../../outbound/causes";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** After the first attempt, which is made at once: the example schedule of Standard Webhooks. Ten attempts in three days. */
const delaysMs = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];
const jitter = 0.2;
/** No receiver's wish holds a delivery longer. */
const retryAfterMaxMs = 24 * hour;

export const attemptsMax = delaysMs.length + 1;

/** 508: the receiver says that two systems are calling each other. */
const hopeless = new Set([508]);

/** What is known of a failed attempt. */
export interface Failure {
  cause: Cause;
  responseStatus: number | null;
  /** How long the receiver asked us to wait. */
  retryAfterMs: number | null;
}

/**
 * Milliseconds until the next attempt, or null when there is none.
 * @param attempts made so far, this one included
 * @param random in [0, 1): spreads what failed together
 */
export function retryDelayMs(attempts: number, failure: Failure, random: number): number | null {
  const { cause, responseStatus, retryAfterMs } = failure;
  const delay = delaysMs[attempts - 1];
  const isFinal = "final" in causes[cause] || hopeless.has(responseStatus ?? 0);
  if (delay === undefined || isFinal) return null;
  const spread = Math.round(delay * (1 - jitter + 2 * jitter * random));
  return Math.max(spread, retryAfterMs ?? 0);
}

/** Reads `Retry-After` (RFC 9110, seconds or a date) as milliseconds from now, at most a day; null for anything else. */
export function parseRetryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text) * second, retryAfterMaxMs);
  // Dates begin with the day's name; `Date.parse` would take far more.
  const at = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now.getTime(), 0), retryAfterMaxMs);
}
