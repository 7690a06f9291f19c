import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { rangeStart, ranges } from "@/components/log/ranges";

/** The filters as the URL has them. */
export const filterParsers = {
  type: parseAsString,
  email: parseAsString.withDefault(""),
  /** An audience's id. */
  audience: parseAsString,
  within: parseAsStringLiteral(ranges),
};
export type EventFilters = inferParserType<typeof filterParsers>;

/** Reads the filters from a page's `searchParams`. */
export const loadFilters = createLoader(filterParsers);

export const noFilters: { [K in keyof EventFilters]: null } = { type: null, email: null, audience: null, within: null };

export const isFiltered = (filters: EventFilters): boolean =>
  Object.values(filters).some((value) => value !== null && value !== "");

/** The filters as the API takes them; ranges end now. */
export const filterQuery = ({ type, email, audience, within }: EventFilters, now: number) => ({
  type: type === null ? undefined : type.slice(0, 100),
  email: email.trim() === "" ? undefined : email.trim().slice(0, 320),
  audienceId: audience ?? undefined,
  from: within === null ? undefined : rangeStart(within, now),
});
