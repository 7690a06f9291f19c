/** What a door takes. Every buffer has a cap; the reason for each number stands beside it. */
export const doorLimits = {
  /** A contact is a few hundred bytes; 1 MiB leaves room for any export format. */
  bodyBytesMax: 1024 * 1024,
  /** Keys of a body, nested ones included. */
  keysMax: 500,
  /** `JSON.stringify` throws at a depth of about 5,000, jsonb at 50,000. */
  depthMax: 32,
  tagsMax: 100,
  tagCharactersMax: 100,
  groupsMax: 100,
  /** Requests waiting for a batch; beyond it 503 with Retry-After. */
  queueMax: 5_000,
  batchMax: 400,
  /** Bodies are the only large thing in memory: waiting, in a batch, and while they are read. */
  queueBytesMax: 64 * 1024 * 1024,
  batchBytesMax: 8 * 1024 * 1024,
  readingBytesMax: 128 * 1024 * 1024,
  /** Up to this a body is read before anybody asks whether its URL exists. */
  smallBodyBytesMax: 16 * 1024,
  /** Measured on two cores: others under way fill the time in which one waits for the database. */
  lanes: 3,
  /** Refused requests that the ledger keeps for a hook in a minute; the rest is counted. */
  refusedPerMinuteMax: 300,
  idempotencyKeyCharactersMax: 200,
  idempotencyHours: 24,
} as const;

/** Webhooks that a request may have come through, by its `Tidegate-Hop` header; beyond it two systems are calling each other. */
export const hopsMax = 3;
