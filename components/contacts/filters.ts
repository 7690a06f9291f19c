import { type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { contactStatuses } from "@/db/enums";

/** What narrows the list of contacts, as the URL holds it; server and browser read the same parsers. */
export const contactFilterParsers = {
  search: parseAsString.withDefault(""),
  status: parseAsStringLiteral(contactStatuses),
  tag: parseAsString,
  group: parseAsString,
  segment: parseAsString,
};
export type ContactFilters = inferParserType<typeof contactFilterParsers>;

/** The filters as the API takes them. Somebody's hand-made URL may be longer than any name. */
export const filterQuery = ({ search = "", status, tag, group, segment }: Partial<ContactFilters>) => ({
  search: search.trim().slice(0, 200) || undefined,
  status: status ?? undefined,
  tag: tag?.slice(0, 100) || undefined,
  group: group?.slice(0, 100) || undefined,
  segment: segment?.slice(0, 100) || undefined,
});

export const isFiltered = (filters: ContactFilters): boolean =>
  Object.values(filterQuery(filters)).some((value) => value !== undefined);
