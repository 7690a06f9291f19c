import { z } from "zod";
import type { TransactionSql } from "@/db/client";
import type { WebhookContentType, WebhookMethod } from "@/db/enums";
import { fromUuid, toUuid } from "@/db/ids";
import { matchName } from "../mapping/match-key";
import { type CustomPayload, mappingRowSchema } from "./payload/mapping";
import { readStoredFilters, type StoredFilters, tagIdsIn } from "./stored-filters";
import {
  campaignOf,
  comparableLink,
  type MatchableEvent,
  type Memberships,
  matches,
  type Subscription,
  type SubscriptionFilters,
} from "./subscription";

/** An event and a webhook that wants it. */
export interface Match<E> {
  event: E;
  subscription: Subscription;
}

/**
 * Which webhooks want which of these events, in the events' order. Read in the relay's transaction, never cached, by at most five
 * statements. Paused and disabled webhooks are among them (`holds`).
 */
export async function matchSubscriptions<E extends MatchableEvent>(
  tx: TransactionSql,
  events: readonly E[],
): Promise<Match<E>[]> {
  const subscriptions = await loadSubscriptions(tx, events);
  const memberships = await loadMemberships(tx, subscriptions, events);
  return events.flatMap((event) =>
    subscriptions
      .filter((subscription) => matches(subscription, event, memberships))
      .map((subscription) => ({ event, subscription })),
  );
}

interface Row {
  id: string;
  workspaceId: string;
  campaignId: string | null;
  name: string;
  method: WebhookMethod;
  contentType: WebhookContentType;
  customPayload: unknown;
  events: string[];
  filters: unknown;
  holds: boolean;
}

/**
 * The webhooks of these events' workspaces and campaigns that are subscribed to one of their types, in the order of their ids. Those that
 * hold stay locked until the transaction ends: whoever switches one on waits, and then finds everything that was held.
 */
export async function loadSubscriptions(
  tx: TransactionSql,
  events: readonly MatchableEvent[],
): Promise<Subscription[]> {
  const workspaceIds = [...new Set(events.map(({ workspaceId }) => workspaceId))];
  const types = [...new Set(events.map(({ type }) => type))];
  const campaignIds = [...new Set(events.flatMap((event) => campaignOf(event) ?? []))];
  const rows = await tx<Row[]>`
    select id, workspace_id as "workspaceId", campaign_id as "campaignId", name, method, content_type as "contentType",
      custom_payload as "customPayload", events, filters, not active or disabled_reason is not null as holds
    from webhooks
    where workspace_id = any(${workspaceIds}::uuid[]) and events && ${types}::text[]
      and (campaign_id is null or campaign_id = any(${campaignIds}::uuid[]))
    order by id`;
  const holding = await lockHolding(tx, rows);
  const filtersOf = new Map(rows.map((row) => [row.id, readStoredFilters(row.filters)]));
  const tagNames = await loadTagNames(tx, [...filtersOf.values()]);
  return rows.map((row) => ({
    ...row,
    events: new Set(row.events),
    filters: compareBy(filtersOf.get(row.id) ?? null, tagNames),
    customPayload: readCustomPayload(row.customPayload),
    holds: holding.has(row.id),
  }));
}

/** Which of them hold, read again under the lock. */
async function lockHolding(tx: TransactionSql, rows: readonly Row[]): Promise<Set<string>> {
  const ids = rows.filter(({ holds }) => holds).map(({ id }) => id);
  if (ids.length === 0) return new Set();
  const locked = await tx<{ id: string; holds: boolean }[]>`
    select id, not active or disabled_reason is not null as holds from webhooks where id = any(${ids}::uuid[])
    order by id for share`;
  return new Set(locked.filter(({ holds }) => holds).map(({ id }) => id));
}

/** Tags by their prefixed ids, as they are called now; those that are gone are missing. */
async function loadTagNames(
  tx: TransactionSql,
  filters: readonly (StoredFilters | null)[],
): Promise<Map<string, string>> {
  const ids = tagIdsIn(filters);
  if (ids.length === 0) return new Map();
  const rows = await tx<{ id: string; name: string }[]>`
    select id, name from tags where id = any(${ids.map((id) => toUuid("tag", id))}::uuid[]) and removed_at is null`;
  return new Map(rows.map(({ id, name }) => [fromUuid("tag", id), name]));
}

function compareBy(stored: StoredFilters | null, tagNames: ReadonlyMap<string, string>): SubscriptionFilters | null {
  if (stored === null) return null;
  const { tags, groups, segments, links } = stored;
  return {
    tags: tags === undefined ? null : new Set(tags.map(({ id, name }) => matchName(tagNames.get(id ?? "") ?? name))),
    groups: groups === undefined ? null : new Set(groups),
    segments: segments?.map((id) => toUuid("seg", id)) ?? null,
    links: links === undefined ? null : new Set(links.map(comparableLink)),
  };
}

/** Names and properties were judged when they were saved: a rule that came later must not hold up what is sent. */
const storedPayloadSchema = z.object({ mappings: z.array(mappingRowSchema) });

/** Reads the column; null sends the default payload. */
export const readCustomPayload = (stored: unknown): CustomPayload | null =>
  stored === null ? null : storedPayloadSchema.parse(stored);

/** Which of the events' contacts are in the segments that the subscriptions ask for: one look-up for all of them. */
export async function loadMemberships(
  tx: TransactionSql,
  subscriptions: readonly Subscription[],
  events: readonly MatchableEvent[],
): Promise<Memberships> {
  const segmentIds = [...new Set(subscriptions.flatMap(({ filters }) => filters?.segments ?? []))];
  const contactIds = [...new Set(events.flatMap(({ contactId }) => contactId ?? []))];
  if (segmentIds.length === 0 || contactIds.length === 0) return { has: () => false };
  const rows = await tx<{ segmentId: string; contactId: string }[]>`
    select segment_id as "segmentId", contact_id as "contactId" from segment_members
    where segment_id = any(${segmentIds}::uuid[]) and contact_id = any(${contactIds}::uuid[])`;
  const members = new Set(rows.map(({ segmentId, contactId }) => `${segmentId} ${contactId}`));
  return { has: (segmentId, contactId) => members.has(`${segmentId} ${contactId}`) };
}
