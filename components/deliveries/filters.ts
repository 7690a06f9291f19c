import { createLoader, createParser, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { rangeStart, ranges } from "@/components/log/ranges";
import { deliveryStates } from "@/db/enums";

/** An instant in ISO 8601; what is none is left out. */
const parseAsInstant = createParser({
  parse: (text) => (Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString()),
  serialize: (instant: string) => instant,
});

/** The filters as the URL has them. Webhook, campaign, journey, block and contact are ids. */
export const filterParsers = {
  state: parseAsStringLiteral(deliveryStates),
  webhook: parseAsString,
  campaign: parseAsString,
  journey: parseAsString,
  block: parseAsString,
  event: parseAsString,
  contact: parseAsString,
  /** A range that ends now, or else from and to. */
  within: parseAsStringLiteral(ranges),
  from: parseAsInstant,
  to: parseAsInstant,
};
export type DeliveryFilters = inferParserType<typeof filterParsers>;
export type FilterChange = { [K in keyof DeliveryFilters]?: DeliveryFilters[K] | null };

/** Reads the filters from a page's `searchParams`. */
export const loadFilters = createLoader(filterParsers);

/** Everything but the state, which is a tab. */
export const noFilters = {
  webhook: null,
  campaign: null,
  journey: null,
  block: null,
  event: null,
  contact: null,
  within: null,
  from: null,
  to: null,
} satisfies FilterChange;

/** Whether anything beside the state narrows the log. */
export const isFiltered = ({ state: _, ...filters }: DeliveryFilters): boolean =>
  Object.values(filters).some((value) => value !== null && value !== "");

/** The filters as the API takes them; ranges end now. */
export const filterQuery = (
  { state, webhook, campaign, journey, block, event, contact, within, from, to }: DeliveryFilters,
  now: number,
) => ({
  state: state ?? undefined,
  webhookId: webhook ?? undefined,
  campaignId: campaign ?? undefined,
  journeyId: journey ?? undefined,
  nodeId: block?.slice(0, 64) || undefined,
  event: event?.slice(0, 100) || undefined,
  contact: contact ?? undefined,
  from: within === null ? (from ?? undefined) : rangeStart(within, now),
  to: within === null ? (to ?? undefined) : undefined,
});
