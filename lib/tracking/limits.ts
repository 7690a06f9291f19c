/** What `POST /v1/events` takes; the reason for each number stands beside it. */
export const trackingLimits = {
  /** A thousand events of 4 KiB each. */
  bodyBytesMax: 4 * 1024 * 1024,
  itemsMax: 1_000,
  idCharactersMax: 200,
  /** The data of one event, as JSON. */
  dataBytesMax: 32 * 1024,
  /** `JSON.stringify` throws at a depth of about 5,000, jsonb at 50,000. */
  depthMax: 32,
  keysMax: 500,
  /** An address may be in many audiences: rows that one request may write. */
  contactsMax: 5_000,
  /** Clocks differ. */
  aheadMinutesMax: 5,
  ageDaysMax: 365,
  /** Requests that share a transaction, and the content that they may have: a thousand events, as of the longest list. */
  batchRequestsMax: 400,
  batchBytesMax: 4 * 1024 * 1024,
  /** So much of a batch's room the smallest event takes. */
  eventBytesMin: 4 * 1024,
  /** Requests that wait for a batch; beyond it 503 with Retry-After. */
  queueRequestsMax: 5_000,
  queueBytesMax: 64 * 1024 * 1024,
  /** As for the doors: a second batch under way fills the time in which the first waits for its commit. */
  lanes: 2,
  /** How long the same id means the same event. */
  idDays: 30,
} as const;
