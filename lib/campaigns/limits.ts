/** Browser-safe. */
export const campaignLimits = {
  nameCharactersMax: 100,
  subjectCharactersMax: 250,
  htmlCharactersMax: 1_000_000,
  ratePerMinuteMax: 100_000,
} as const;
