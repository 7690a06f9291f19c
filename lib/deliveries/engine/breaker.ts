import type { Cause } from "../../outbound/causes";
import { engineLimits } from "./limits";

const opensAfter = 10;
const failurePauseMs = 30_000;
/** An endpoint that says "too much" is asked again soon, and less and less often. */
const busyPauseMs = 5_000;
const pauseMaxMs = 10 * 60_000;
/** No wish of an endpoint holds all of its deliveries longer. */
const wishMaxMs = 60 * 60_000;

const busyStatuses = new Set([429, 502, 503, 504]);
const timeouts: ReadonlySet<Cause> = new Set(["timeout", "connect_timeout"]);

/** How an endpoint has been answering, as `webhook_health` keeps it. */
export interface Health {
  failuresInRow: number;
  /** Nothing is sent before this moment; afterwards one request at a time, until one succeeds. */
  openUntil: Date | null;
  /** How often it was opened without a success between. */
  trips: number;
  slowUntil: Date | null;
  failingSince: Date | null;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  lastCause: string | null;
  lastError: string | null;
}

/** What an attempt says about its endpoint. */
export interface Sign {
  startedAt: Date;
  endedAt: Date;
  /** Null when it succeeded. */
  failure: { cause: Cause; responseStatus: number | null; retryAfterMs: number | null; message: string } | null;
}

export const unknownHealth: Health = {
  failuresInRow: 0,
  openUntil: null,
  trips: 0,
  slowUntil: null,
  failingSince: null,
  lastSuccessAt: null,
  lastFailureAt: null,
  lastCause: null,
  lastError: null,
};

/** Nothing has failed since the last success: one more of these changes nothing but its moment. */
export const isWell = ({ failuresInRow, trips, openUntil, failingSince }: Health): boolean =>
  failuresInRow === 0 && trips === 0 && openUntil === null && failingSince === null;

/** The endpoint's health after one more attempt. A success forgives everything except slowness, which passes with time. */
export function afterAttempt(health: Health, { startedAt, endedAt, failure }: Sign): Health {
  if (failure === null)
    return { ...health, failuresInRow: 0, openUntil: null, trips: 0, failingSince: null, lastSuccessAt: endedAt };
  const failuresInRow = health.failuresInRow + 1;
  const next: Health = {
    ...health,
    failuresInRow,
    failingSince: health.failingSince ?? endedAt,
    lastFailureAt: endedAt,
    lastCause: failure.cause,
    lastError: failure.message,
    slowUntil: timeouts.has(failure.cause) ? later(endedAt, engineLimits.slowForMs) : health.slowUntil,
  };
  const busy = busyStatuses.has(failure.responseStatus ?? 0);
  if (!busy && failuresInRow < opensAfter) return next;
  const wish = busy ? Math.min(failure.retryAfterMs ?? 0, wishMaxMs) : 0;
  // Requests that were under way when it opened tell the same story: together they count once.
  const known = health.openUntil !== null && startedAt < health.openUntil;
  const pause = known
    ? 0
    : Math.min((busy ? busyPauseMs : failurePauseMs) * 2 ** Math.min(health.trips, 10), pauseMaxMs);
  return {
    ...next,
    openUntil: latest(health.openUntil, later(endedAt, Math.max(pause, wish))),
    trips: health.trips + (known ? 0 : 1),
  };
}

/** `closed` lets everything through, `open` nothing, `half_open` one request at a time. */
export function breakerState({ openUntil }: Pick<Health, "openUntil">, now: Date): "closed" | "open" | "half_open" {
  if (openUntil === null) return "closed";
  return openUntil > now ? "open" : "half_open";
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const latest = (a: Date | null, b: Date): Date => (a !== null && a > b ? a : b);
