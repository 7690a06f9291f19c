import { type AnySql, isTransaction, type TransactionSql } from "@/db/client";
import type { ContactStatus } from "@/db/enums";
import { fragment } from "@/db/fragment";
import { newUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import { runTogether, type Write } from "@/db/together";
import { type EventDraft, eventWrites } from "../events/emit";
import { matchName } from "../mapping/match-key";
import { addressKey, type Batch, type RowVersion, type Slot } from "./batch";
import type { ContactState, Folded, TagRef } from "./change";
import { BatchConflict, transactionOf } from "./conflict";
import { erase } from "./erase";
import { searchWords } from "./search-words";

const tagRows = rowsOf({ id: "uuid", audience_id: "uuid", name: "text", match_name: "text" });
const contactRows = rowsOf({
  id: "uuid",
  workspace_id: "uuid",
  audience_id: "uuid",
  email: "text",
  status: "text",
  fields: "jsonb not null",
  tag_ids: "uuid[]",
  group_ids: "uuid[]",
  search: "text",
  source: "text",
  source_id: "text",
  signup_ip: "text",
  confirmed_at: "timestamptz",
  unsubscribed_at: "timestamptz",
  created_at: "timestamptz",
  updated_at: "timestamptz",
});
const keptRows = rowsOf({ id: "uuid", ctid: "text", xmin: "text" });
const contactUpdateRows = rowsOf({
  id: "uuid",
  ctid: "text",
  xmin: "text",
  email: "text",
  status: "text",
  fields: "jsonb not null",
  tag_ids: "uuid[]",
  group_ids: "uuid[]",
  search: "text",
  confirmed_at: "timestamptz",
  unsubscribed_at: "timestamptz",
  updated_at: "timestamptz",
});
const consentRows = rowsOf({
  id: "uuid",
  workspace_id: "uuid",
  audience_id: "uuid",
  contact_id: "uuid",
  from_status: "text",
  to_status: "text",
  source: "text",
  source_id: "text",
  request_id: "text",
  ip: "text",
  user_agent: "text",
  created_at: "timestamptz",
});
const counterRows = rowsOf({ audience_id: "uuid", status: "text", delta: "int" });

/** What a contact has become, and which version of its row is to be replaced. */
interface Update {
  contact: ContactState;
  version: RowVersion;
}

/** A contact that stays as it was read. */
interface Kept extends RowVersion {
  id: string;
}

/** What is written by the same statement as a batch's contacts. */
export interface Besides {
  /** They come after the contacts' own. */
  events?: readonly EventDraft[];
  writes?: readonly Write[];
}

/** Writes what a batch has decided: all statements leave at once. What is deleted goes first: its address may be taken anew. */
export async function saveBatch(sql: AnySql, batch: Batch, folded: Folded[], besides: Besides): Promise<void> {
  const slots = new Set([...batch.byAddress.values(), ...batch.byId.values()]);
  const removed: ContactState[] = [];
  const inserted: ContactState[] = [];
  const updated: Update[] = [];
  const moved: string[] = [];
  const kept: Kept[] = [];
  for (const { found, current, version } of slots) {
    if (found === current) {
      if (found !== null && version !== null) kept.push({ id: found.id, ...version });
      continue;
    }
    if (found !== null && current !== null && version !== null && found.id === current.id) {
      updated.push({ contact: current, version });
      if (found.email !== current.email) moved.push(current.id);
    } else {
      if (found !== null) removed.push(found);
      if (current !== null) inserted.push(current);
    }
  }
  const events = [...folded.flatMap((result) => result.events), ...(besides.events ?? [])];
  const { writes = [] } = besides;
  if (removed.length + inserted.length + updated.length + events.length + writes.length === 0) return;
  await Promise.all([
    ...rarely(sql, { newTags: [...batch.newTags.values()], removed, moved }),
    // Always the same text, whatever there is to write: it is planned once.
    runTogether(sql, [
      holdContacts(isTransaction(sql) ? [] : kept),
      // Changes come before new rows, as in a transaction the locks do: else two writers may wait for each other.
      updateContacts(updated.sort((a, b) => byAddress(a.contact, b.contact))),
      insertContacts(inserted.sort(byAddress)),
      insertConsent(folded),
      countContacts(slots),
      ...eventWrites(events),
      ...writes,
    ]),
  ]);
}

/** What a batch seldom writes: it takes a transaction, and statements of its own. */
function rarely(
  sql: AnySql,
  {
    newTags,
    removed,
    moved,
  }: { newTags: { audienceId: string; tag: TagRef }[]; removed: ContactState[]; moved: string[] },
): PromiseLike<unknown>[] {
  if (newTags.length + removed.length + moved.length === 0) return [];
  const tx = transactionOf(sql);
  return [
    insertTags(tx, newTags),
    erase(tx, removed),
    // A link that went to an address must not confirm the one that took its place.
    tx`update confirmations set used_at = now() where contact_id = any(${moved}::uuid[]) and used_at is null`,
  ];
}

const byAddress = (a: ContactState, b: ContactState) =>
  addressKey(a.audienceId, a.email) < addressKey(b.audienceId, b.email) ? -1 : 1;

async function insertTags(tx: TransactionSql, made: { audienceId: string; tag: TagRef }[]): Promise<void> {
  if (made.length === 0) return;
  const rows = made
    .map(({ audienceId, tag }) => ({
      id: tag.id,
      audience_id: audienceId,
      name: tag.name,
      match_name: matchName(tag.name),
    }))
    .sort((a, b) => (addressKey(a.audience_id, a.match_name) < addressKey(b.audience_id, b.match_name) ? -1 : 1));
  const written = await tx`
    insert into tags (id, audience_id, name, match_name)
    select id, audience_id, name, match_name
    from ${tagRows(rows)} as r
    on conflict do nothing returning id`;
  if (written.length < rows.length) throw new BatchConflict();
}

const contactRow = (contact: ContactState) => ({
  id: contact.id,
  workspace_id: contact.workspaceId,
  audience_id: contact.audienceId,
  email: contact.email,
  status: contact.status,
  fields: contact.fields,
  tag_ids: contact.tags.map((tag) => tag.id),
  group_ids: contact.groupIds,
  search: searchWords(contact.email, contact.fields).join(" "),
  source: contact.source,
  source_id: contact.sourceId,
  signup_ip: contact.signupIp,
  confirmed_at: contact.confirmedAt,
  unsubscribed_at: contact.unsubscribedAt,
  created_at: contact.createdAt,
  updated_at: contact.updatedAt,
});

const insertContacts = (contacts: ContactState[]): Write => ({
  name: "inserted",
  statement: fragment`
    insert into contacts (id, workspace_id, audience_id, email, status, fields, tag_ids, group_ids, search, source, source_id,
      signup_ip, confirmed_at, unsubscribed_at, created_at, updated_at)
    select id, workspace_id, audience_id, email, status, fields, tag_ids, group_ids, array_to_tsvector(string_to_array(search, ' ')),
      source, source_id, signup_ip, confirmed_at, unsubscribed_at, created_at, updated_at
    from ${contactRows(contacts.map(contactRow))} as r
    on conflict (email, audience_id) do nothing returning 1`,
  rows: contacts.length,
});

/**
 * Of a contact that was only read, something is written all the same: in the ledger, in events. Whoever is deleting it must wait until that
 * is there to be taken out again, or be waited for.
 */
const holdContacts = (kept: Kept[]): Write => ({
  name: "held",
  statement: fragment`
    select 1 from ${keptRows(kept)} as r, contacts c
    where c.ctid = r.ctid::tid and c.xmin = r.xmin::xid and c.id = r.id for key share of c skip locked`,
  rows: kept.length,
});

const updateContacts = (updates: Update[]): Write => ({
  name: "updated",
  statement: fragment`
    update contacts c set email = r.email, status = r.status, fields = r.fields, tag_ids = r.tag_ids, group_ids = r.group_ids,
      search = array_to_tsvector(string_to_array(r.search, ' ')), confirmed_at = r.confirmed_at,
      unsubscribed_at = r.unsubscribed_at, updated_at = r.updated_at
    from ${contactUpdateRows(
      updates.map(({ contact, version: { ctid, xmin } }) => ({ ...contactRow(contact), ctid, xmin })),
    )} as r
    where c.ctid = r.ctid::tid and c.xmin = r.xmin::xid and c.id = r.id returning 1`,
  rows: updates.length,
});

function insertConsent(folded: Folded[]): Write {
  const rows = folded.flatMap(({ consent }) =>
    consent === null
      ? []
      : {
          id: newUuid(),
          workspace_id: consent.workspaceId,
          audience_id: consent.audienceId,
          contact_id: consent.contactId,
          from_status: consent.from,
          to_status: consent.to,
          source: consent.source.type,
          source_id: consent.source.id,
          request_id: consent.source.requestId,
          ip: consent.source.ip,
          user_agent: consent.source.userAgent,
          created_at: consent.at,
        },
  );
  const statement = fragment`
    insert into consent_log (id, workspace_id, audience_id, contact_id, from_status, to_status, source, source_id, request_id, ip,
      user_agent, created_at)
    select * from ${consentRows(rows)} as r`;
  return { name: "consented", statement };
}

function countContacts(slots: Iterable<Slot>): Write {
  const deltas = new Map<string, { audience_id: string; status: ContactStatus; delta: number }>();
  const add = (contact: ContactState | null, delta: number) => {
    if (contact === null) return;
    const key = addressKey(contact.audienceId, contact.status);
    const row = deltas.get(key);
    if (row === undefined) deltas.set(key, { audience_id: contact.audienceId, status: contact.status, delta });
    else row.delta += delta;
  };
  for (const { found, current } of slots) {
    if (found?.status === current?.status) continue;
    add(found, -1);
    add(current, 1);
  }
  const rows = [...deltas.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, row]) => (row.delta === 0 ? [] : row));
  const statement = fragment`
    insert into audience_counters (audience_id, status, contacts)
    select audience_id, status, delta from ${counterRows(rows)} as r
    on conflict (audience_id, status, slot) do update set contacts = audience_counters.contacts + excluded.contacts`;
  return { name: "counted", statement };
}
