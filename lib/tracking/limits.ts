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
  /** How long the same id means the same event. */
  idDays: 30,
} as const;
