import { breakerState } from "./breaker";
import type { Claimed } from "./claim";
import type { Endpoint } from "./endpoints";
import { engineLimits } from "./limits";

/** Places for requests under way, and who waits for one, in turn. */
export interface Pool {
  used: number;
  max: number;
  ready: Set<Lane>;
}

export const createPool = (max: number): Pool => ({ used: 0, max, ready: new Set() });

/** One endpoint's rows in this process. */
export interface Lane {
  endpoint: Endpoint;
  shard: number;
  pool: Pool;
  /** Claimed, and not begun. */
  waiting: Claimed[];
  underWay: number;
  /** Ended, and not written yet. */
  unsettled: number;
  /** Mean of the last answers' times; null before the first. */
  paceMs: number | null;
  /** It has a request under way that lingers, or had one last. */
  lingers: boolean;
  /** More of its rows may be due than were claimed. */
  hasMore: boolean;
}

export const openLane = (endpoint: Endpoint, shard: number, pool: Pool): Lane => ({
  endpoint,
  shard,
  pool,
  waiting: [],
  underWay: 0,
  unsettled: 0,
  paceMs: null,
  lingers: false,
  hasMore: false,
});

export const isEmpty = ({ waiting, underWay, unsettled }: Lane): boolean => waiting.length + underWay + unsettled === 0;

export const isSlow = ({ endpoint, lingers }: Pick<Lane, "endpoint" | "lingers">, now: Date): boolean =>
  lingers || (endpoint.health.slowUntil !== null && endpoint.health.slowUntil > now);

/** Whether the next of its rows may be sent now, as far as the endpoint itself is concerned. */
export function mayStart({ endpoint, waiting, underWay }: Lane, now: Date): boolean {
  if (waiting.length === 0 || !endpoint.sends) return false;
  switch (breakerState(endpoint.health, now)) {
    case "closed":
      return underWay < endpoint.concurrency;
    case "half_open":
      return underWay === 0;
    case "open":
      return false;
  }
}

/**
 * How many of its rows may wait in memory. An endpoint that answers at once would be held up by claims if it had few; rows of one that
 * is slow, or has a rate limit, are better left where everybody sees them.
 */
export function windowOf(lane: Pick<Lane, "endpoint" | "lingers" | "paceMs">, now: Date): number {
  const { endpoint, paceMs } = lane;
  if (isSlow(lane, now) || endpoint.ratePerMinute !== null) return endpoint.concurrency;
  const perSlot = paceMs === null ? 4 : Math.max(2, engineLimits.aheadMs / Math.max(paceMs, 1));
  return Math.min(Math.ceil(endpoint.concurrency * perSlot), engineLimits.aheadRowsMax);
}

/** How many more rows it may get. While its breaker is not closed, one at a time. */
export function wantOf(lane: Lane, now: Date): number {
  if (!lane.endpoint.sends) return 0;
  if (breakerState(lane.endpoint.health, now) !== "closed") return isEmpty(lane) ? 1 : 0;
  // Of these only as many as can be sent at once.
  const busy = isSlow(lane, now) || lane.endpoint.ratePerMinute !== null ? lane.underWay : 0;
  return Math.max(0, windowOf(lane, now) - lane.waiting.length - busy);
}

/** The newest answers count most. */
export const pace = (before: number | null, durationMs: number): number =>
  before === null ? durationMs : before * 0.8 + durationMs * 0.2;
