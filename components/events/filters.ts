import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";

const ranges = ["1h", "24h", "7d", "30d"] as const;

const hourMs = 3_600_000;
const rangeMs: Record<(typeof ranges)[number], number> = {
  "1h": hourMs,
  "24h": 24 * hourMs,
  "7d": 7 * 24 * hourMs,
  "30d": 30 * 24 * hourMs,
};

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
  from: within === null ? undefined : new Date(now - rangeMs[within]).toISOString(),
});

export const rangeOptions = [
  { value: "1h", label: "Last hour" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
] satisfies { value: (typeof ranges)[number]; label: string }[];
