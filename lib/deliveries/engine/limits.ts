/** What the delivery engine allows itself; the reason for each number stands beside it. */
export const engineLimits = {
  /** A process that dies is healed after this; whoever holds a row renews its lease long before. */
  leaseMs: 30_000,
  renewMs: 10_000,
  /** Requests under way at once, by all endpoints that answer in time. */
  slotsMax: 256,
  /** A request without an answer for so long stands in the slow lane, and so does its endpoint for a while. */
  slowAfterMs: 2_000,
  slowSlotsMax: 64,
  /** How long an endpoint that let a request time out stays in the slow lane. */
  slowForMs: 5 * 60_000,
  /** Rows in memory: waiting for a slot, and under way. */
  heldRowsMax: 3_000,
  /** With more rows than this nothing is claimed: a claim costs the same for a few rows as for many. */
  heldRowsToClaim: 2_250,
  /** Larger bodies are read when their turn comes, so that rows in memory stay small. */
  inlineBodyBytesMax: 16 * 1024,
  /** Rows of one endpoint that wait in memory: enough for so many milliseconds of its own pace. */
  aheadMs: 100,
  aheadRowsMax: 500,
  /** Results that are written together. */
  flushMax: 200,
  /** How often endpoints are looked at that have rows in memory: somebody may have paused one. */
  lookMs: 1_000,
} as const;
