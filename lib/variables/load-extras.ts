import type { Sql, TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import type { Need } from "./properties/property";
import type { Extras } from "./scope";

/** What the extras of an event are looked up by. Ids are bare UUIDs. */
export interface ExtrasTarget {
  /** The event's; the answer is by it. */
  id: string;
  workspaceId: string;
  audienceId: string | null;
  contactId: string | null;
  campaignId: string | null;
  /** Of the campaign's mail to this contact. */
  messageId: string | null;
}

/** Makes the address of a contact's unsubscribe page; null when it can't be made. Comes from the part that signs links. */
export type UnsubscribeUrlOf = (target: ExtrasTarget) => string | null;

export interface ExtrasPorts {
  unsubscribeUrlOf?: UnsubscribeUrlOf;
}

const keyRows = rowsOf({ id: "uuid", audience_id: "uuid", contact_id: "uuid" });

/**
 * Loads what mappings and templates read beyond their events: one statement for each need, whatever the number of events. What is gone
 * is null. Takes part in the caller's transaction.
 */
export async function loadExtras(
  sql: Sql | TransactionSql,
  needs: ReadonlySet<Need>,
  targets: readonly ExtrasTarget[],
  ports: ExtrasPorts = {},
): Promise<Map<string, Extras>> {
  const none = new Map<string, never>();
  if (needs.size === 0 || targets.length === 0) return new Map(targets.map(({ id }) => [id, {}]));
  const [contacts, audiences, campaigns, events, workspaces] = await Promise.all([
    needs.has("contact") ? loadContacts(sql, targets) : none,
    needs.has("audience") ? loadAudiences(sql, targets) : none,
    needs.has("campaign") ? loadCampaigns(sql, targets) : none,
    needs.has("event") ? loadEvents(sql, targets) : none,
    needs.has("workspace") ? loadWorkspaces(sql, targets) : none,
  ]);
  const extrasOf = (target: ExtrasTarget): Extras => ({
    ...(needs.has("contact") ? { contact: contacts.get(target.id) ?? noContact } : {}),
    ...(needs.has("audience") ? { audience: audiences.get(target.audienceId ?? "") ?? { name: null } } : {}),
    ...(needs.has("campaign")
      ? { campaign: campaigns.get(`${target.workspaceId} ${target.campaignId}`) ?? noCampaign }
      : {}),
    ...(needs.has("event") ? { event: events.get(target.id) ?? { source: null, sourceId: null } } : {}),
    ...(needs.has("workspace") ? { workspace: workspaces.get(target.workspaceId) ?? { name: null } } : {}),
    ...(needs.has("unsubscribeUrl") ? { unsubscribeUrl: ports.unsubscribeUrlOf?.(target) ?? null } : {}),
  });
  return new Map(targets.map((target) => [target.id, extrasOf(target)]));
}

const noContact = { source: null, signupIp: null, confirmedAt: null, unsubscribedAt: null };
const noCampaign = { startedAt: null, sentAt: null };

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const distinct = (ids: (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

async function loadContacts(sql: Sql | TransactionSql, targets: readonly ExtrasTarget[]) {
  const keys = targets.flatMap(({ id, audienceId, contactId }) =>
    audienceId === null || contactId === null ? [] : [{ id, audience_id: audienceId, contact_id: contactId }],
  );
  const rows = await sql<
    { id: string; source: string; signupIp: string | null; confirmedAt: Date | null; unsubscribedAt: Date | null }[]
  >`
    select k.id, c.source, c.signup_ip as "signupIp", c.confirmed_at as "confirmedAt", c.unsubscribed_at as "unsubscribedAt"
    from ${keyRows(keys)} as k join contacts c on c.audience_id = k.audience_id and c.id = k.contact_id`;
  return new Map(
    rows.map(({ id, source, signupIp, confirmedAt, unsubscribedAt }) => [
      id,
      { source, signupIp, confirmedAt: iso(confirmedAt), unsubscribedAt: iso(unsubscribedAt) },
    ]),
  );
}

async function loadAudiences(sql: Sql | TransactionSql, targets: readonly ExtrasTarget[]) {
  const ids = distinct(targets.map(({ audienceId }) => audienceId));
  const rows = await sql<{ id: string; name: string }[]>`select id, name from audiences where id = any(${ids}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, { name }]));
}

/** By workspace and id: an event that another sender reports may name anybody's campaign. */
async function loadCampaigns(sql: Sql | TransactionSql, targets: readonly ExtrasTarget[]) {
  const ids = distinct(targets.map(({ campaignId }) => campaignId));
  const rows = await sql<{ id: string; workspaceId: string; startedAt: Date | null; sentAt: Date | null }[]>`
    select id, workspace_id as "workspaceId", started_at as "startedAt", case when status = 'sent' then finished_at end as "sentAt"
    from campaigns where id = any(${ids}::uuid[])`;
  return new Map(
    rows.map(({ id, workspaceId, startedAt, sentAt }) => [
      `${workspaceId} ${id}`,
      { startedAt: iso(startedAt), sentAt: iso(sentAt) },
    ]),
  );
}

async function loadEvents(sql: Sql | TransactionSql, targets: readonly ExtrasTarget[]) {
  const ids = distinct(targets.map(({ id }) => id));
  const workspaces = distinct(targets.map(({ workspaceId }) => workspaceId));
  const rows = await sql<{ id: string; source: string; sourceId: string | null }[]>`
    select id, source, source_id as "sourceId" from events
    where workspace_id = any(${workspaces}::uuid[]) and id = any(${ids}::uuid[])`;
  return new Map(rows.map(({ id, source, sourceId }) => [id, { source, sourceId }]));
}

async function loadWorkspaces(sql: Sql | TransactionSql, targets: readonly ExtrasTarget[]) {
  const ids = distinct(targets.map(({ workspaceId }) => workspaceId));
  const rows = await sql<
    { id: string; name: string }[]
  >`select id, name from workspaces where id = any(${ids}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, { name }]));
}
