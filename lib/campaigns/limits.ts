/** Browser-safe. */
export const campaignLimits = {
  nameCharactersMax: 100,
  subjectCharactersMax: 250,
  htmlCharactersMax: 1_000_000,
  ratePerMinuteMax: 100_000,
  /** Of a workspace: they go to any address, so they must not be a way to write to strangers. */
  testMailsPerHourMax: 100,
} as const;
