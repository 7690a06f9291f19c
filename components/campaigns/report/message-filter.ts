import { createLoader, parseAsStringLiteral } from "nuqs/server";
import type { listMessagesContract } from "@/lib/campaigns/contract";
import type { CallInput } from "@/lib/http/contract";

type MessageQuery = Pick<CallInput<typeof listMessagesContract>, "state" | "did">;

/** What the table of recipients can be narrowed to, in the order in which it is offered. */
const filters = {
  opened: { label: "Opened", query: { did: "opened" } },
  clicked: { label: "Clicked", query: { did: "clicked" } },
  bounced: { label: "Bounced", query: { did: "bounced" } },
  complained: { label: "Complained", query: { did: "complained" } },
  unsubscribed: { label: "Unsubscribed", query: { did: "unsubscribed" } },
  waiting: { label: "Waiting", query: { state: "pending" } },
  skipped: { label: "Skipped", query: { state: "skipped" } },
  failed: { label: "Failed", query: { state: "failed" } },
  unknown: { label: "May have arrived", query: { state: "unknown" } },
} as const satisfies Record<string, { label: string; query: MessageQuery }>;

export type MessageFilter = keyof typeof filters;

export const messageFilters = Object.keys(filters) as MessageFilter[];

export const messageFilterLabel = (filter: MessageFilter): string => filters[filter].label;

/** The filter as the URL holds it. */
export const messageFilterParser = parseAsStringLiteral(messageFilters);

/** Reads the filter from a page's `searchParams`. */
export const loadMessageFilter = createLoader({ show: messageFilterParser });

/** The filter as the API takes it. */
export const messageQuery = (filter: MessageFilter | null): MessageQuery =>
  filter === null ? {} : filters[filter].query;
