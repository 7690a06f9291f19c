import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { journeyStatuses } from "@/db/enums";

/** What narrows the list of journeys, as the URL holds it; server and browser read the same parsers. */
export const journeyFilterParsers = {
  search: parseAsString.withDefault(""),
  status: parseAsStringLiteral(journeyStatuses),
};
export type JourneyFilters = inferParserType<typeof journeyFilterParsers>;

/** Reads the filters from a page's `searchParams`. */
export const loadJourneyFilters = createLoader(journeyFilterParsers);

/** The filters as the API takes them. */
export const filterQuery = ({ search, status }: JourneyFilters) => ({
  search: search.trim().slice(0, 100) || undefined,
  status: status ?? undefined,
});

export const isFiltered = (filters: JourneyFilters): boolean =>
  Object.values(filterQuery(filters)).some((value) => value !== undefined);
