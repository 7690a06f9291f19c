import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { runPlaces } from "@/lib/journeys/contract";

/** The states in the order of their tabs; `open` is whoever is on the way. */
export const runTabs = ["open", "completed", "failed", "stopped"] as const;
export type RunTab = (typeof runTabs)[number];

/** The filters as the URL has them; block and contact are ids. */
export const runFilterParsers = {
  state: parseAsStringLiteral(runTabs),
  block: parseAsString,
  /** How they stand to the block. */
  at: parseAsStringLiteral(runPlaces).withDefault("now"),
  contact: parseAsString,
};
export type RunFilters = inferParserType<typeof runFilterParsers>;
export type RunFilterChange = { [K in keyof RunFilters]?: RunFilters[K] | null };

/** Reads the filters from a page's `searchParams`. */
export const loadRunFilters = createLoader(runFilterParsers);

/** Everything but the state, which is a tab. */
export const noRunFilters = { block: null, at: null, contact: null } satisfies RunFilterChange;

/** Whether anything beside the state narrows the list. */
export const isFiltered = ({ block, contact }: RunFilters): boolean => block !== null || contact !== null;

/** The filters as the API takes them. */
export const runFilterQuery = ({ state, block, at, contact }: RunFilters) => ({
  state: state ?? undefined,
  nodeId: block?.slice(0, 64) || undefined,
  at: block === null ? undefined : at,
  contactId: contact ?? undefined,
});
