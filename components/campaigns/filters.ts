import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { campaignStatuses } from "@/db/enums";

/** What narrows the list of campaigns, as the URL holds it; server and browser read the same parsers. */
export const campaignFilterParsers = {
  search: parseAsString.withDefault(""),
  status: parseAsStringLiteral(campaignStatuses),
};
export type CampaignFilters = inferParserType<typeof campaignFilterParsers>;

/** Reads the filters from a page's `searchParams`. */
export const loadCampaignFilters = createLoader(campaignFilterParsers);

/** The filters as the API takes them. */
export const filterQuery = ({ search, status }: CampaignFilters) => ({
  search: search.trim().slice(0, 100) || undefined,
  status: status ?? undefined,
});

export const isFiltered = (filters: CampaignFilters): boolean =>
  Object.values(filterQuery(filters)).some((value) => value !== undefined);
