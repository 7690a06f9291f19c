export type SearchParams = Record<string, string | string[] | undefined>;

const charactersMax = 100;

/** `?search=` of a list as the table reads it too. */
export const searchOf = ({ search }: SearchParams): string =>
  (typeof search === "string" ? search : "").slice(0, charactersMax);
