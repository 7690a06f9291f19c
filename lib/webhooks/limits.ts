/** Browser-safe. */
export const webhookLimits = {
  perCampaignMax: 100,
  perWorkspaceMax: 500,
  nameCharactersMax: 100,
  urlBytesMax: 2048,
  secretCharactersMax: 500,
  ratePerMinuteMax: 100_000,
  concurrencyMax: 64,
  concurrencyDefault: 10,
  mappingRowsMax: 100,
  fieldNameCharactersMax: 200,
  valueCharactersMax: 10_000,
  /** Of a body once it is made: a mapped field of 1 MB fits. */
  bodyBytesMax: 2 * 1024 * 1024,
  /** A query string longer than this would be refused by most servers. */
  queryBytesMax: 16 * 1024,
  testsPerMinuteMax: 30,
  heldCountMax: 10_000,
  previousSecretHours: 24,
  timeoutMs: 15_000,
  responseBytesMax: 64 * 1024,
} as const;
