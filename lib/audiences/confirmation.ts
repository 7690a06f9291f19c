/** What a new audience's confirmation mail says; `{{ audience }}` stands for the audience's name. */
export const confirmationDefaults = {
  subject: "Please confirm your subscription to {{ audience }}",
  text: "Somebody, hopefully you, signed up to {{ audience }} with this address. Confirm it, and you are on the list. If it was not you, ignore this mail and nothing will happen.",
  expiryDays: 7,
} as const;

export const confirmationLimits = { subjectCharactersMax: 200, textCharactersMax: 5_000, expiryDaysMax: 30 } as const;
