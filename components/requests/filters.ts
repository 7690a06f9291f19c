import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { rangeStart, ranges } from "@/components/log/ranges";
import { isRefusedOutcome, refusedOutcomes } from "@/lib/inbound/outcomes";
import { outcomeLook } from "./outcomes";

/** `accepted`, `refused`, or a status code that the log can hold. */
const statuses = ["accepted", "refused", "400", "401", "404", "405", "409", "413", "415", "422", "429", "508"] as const;
const origins = ["door", "test", "replay"] as const;
const methods = ["GET", "POST"] as const;
const outcomes = ["created", "updated", "unchanged", "status_kept", "deleted", "repeated", ...refusedOutcomes] as const;

/** The filters as the URL has them. */
export const filterParsers = {
  status: parseAsStringLiteral(statuses),
  email: parseAsString.withDefault(""),
  origin: parseAsStringLiteral(origins),
  outcome: parseAsStringLiteral(outcomes),
  method: parseAsStringLiteral(methods),
  /** An inbound webhook's id. */
  webhook: parseAsString,
  within: parseAsStringLiteral(ranges),
  /** An audience's id; only where requests of all audiences are shown. */
  audience: parseAsString,
};
export type RequestFilters = inferParserType<typeof filterParsers>;

/** Reads the filters from a page's `searchParams`. */
export const loadFilters = createLoader(filterParsers);

export const noFilters: { [K in keyof RequestFilters]: null } = {
  status: null,
  email: null,
  origin: null,
  outcome: null,
  method: null,
  webhook: null,
  within: null,
  audience: null,
};

export const isFiltered = (filters: RequestFilters): boolean =>
  Object.values(filters).some((value) => value !== null && value !== "");

/** The filters as the API takes them; ranges end now. */
export const filterQuery = (
  { status, email, origin, outcome, method, webhook, within }: RequestFilters,
  now: number,
) => ({
  status: status === null ? undefined : status === "accepted" || status === "refused" ? status : Number(status),
  email: email.trim() === "" ? undefined : email.trim().slice(0, 320),
  origin: origin ?? undefined,
  outcome: outcome ?? undefined,
  method: method ?? undefined,
  webhookId: webhook ?? undefined,
  from: within === null ? undefined : rangeStart(within, now),
});

export const statusOptions = [
  { value: "accepted", label: "Accepted" },
  { value: "refused", label: "Refused" },
  { value: "400", label: "400", hint: "Bad body or value" },
  { value: "401", label: "401", hint: "Wrong signature" },
  { value: "404", label: "404", hint: "No such contact" },
  { value: "405", label: "405", hint: "Wrong method" },
  { value: "409", label: "409", hint: "Exists already" },
  { value: "413", label: "413", hint: "Too large" },
  { value: "415", label: "415", hint: "Content-Type" },
  { value: "422", label: "422", hint: "Key used again" },
  { value: "429", label: "429", hint: "Too many" },
  { value: "508", label: "508", hint: "Webhooks call each other" },
] satisfies { value: (typeof statuses)[number]; label: string; hint?: string }[];

export const originOptions = [
  { value: "door", label: "Webhook" },
  { value: "test", label: "Send test" },
  { value: "replay", label: "Replay" },
] satisfies { value: (typeof origins)[number]; label: string }[];

export const methodOptions = methods.map((method) => ({ value: method, label: method }));

export const outcomeOptions = outcomes.map((outcome) => ({
  value: outcome,
  label: outcomeLook(outcome, isRefusedOutcome(outcome) ? 400 : 200).label,
}));
