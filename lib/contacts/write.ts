import type { TransactionSql } from "@/db/client";
import type { ContactStatus } from "@/db/enums";
import { newUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { Ctx } from "../context";
import { sha256 } from "../crypto";
import { insertEvents } from "../events/emit";
import { matchName } from "../mapping/match-key";
import type { ChangeResult, ContactChange, ContactState, Folded, TagRef } from "./change";
import { type LockedRow, lockedContactColumns } from "./columns";
import { BatchConflict, contactTransaction } from "./conflict";
import { erase } from "./erase";
import { fold } from "./fold";
import { searchWords } from "./search-words";

const addressRows = rowsOf({ audience_id: "uuid", email: "text" });
const idRows = rowsOf({ audience_id: "uuid", id: "uuid" });
const suppressionRows = rowsOf({ audience_id: "uuid", email: "text", workspace_id: "uuid", hash: "bytea" });
const tagNameRows = rowsOf({ audience_id: "uuid", match_name: "text" });
const tagRows = rowsOf({ id: "uuid", audience_id: "uuid", name: "text", match_name: "text" });
const contactRows = rowsOf({
  id: "uuid",
  workspace_id: "uuid",
  audience_id: "uuid",
  email: "text",
  status: "text",
  fields: "json",
  tag_ids: "uuid[]",
  group_ids: "uuid[]",
  search: "text[]",
  source: "text",
  source_id: "text",
  signup_ip: "text",
  confirmed_at: "timestamptz",
  unsubscribed_at: "timestamptz",
  created_at: "timestamptz",
  updated_at: "timestamptz",
});
const contactUpdateRows = rowsOf({
  id: "uuid",
  audience_id: "uuid",
  email: "text",
  status: "text",
  fields: "json",
  tag_ids: "uuid[]",
  group_ids: "uuid[]",
  search: "text[]",
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

/** A contact of the batch: as it was found, and as the changes so far have left it. */
interface Slot {
  found: ContactState | null;
  current: ContactState | null;
}

interface Batch {
  byAddress: Map<string, Slot>;
  byId: Map<string, Slot>;
  suppressed: Map<string, ContactStatus>;
  tags: Map<string, TagRef>;
  newTags: Map<string, { audienceId: string; tag: TagRef }>;
}

const addressKey = (audienceId: string, email: string) => `${audienceId} ${email}`;

/** A batch that is locked and decided, but not written. */
export interface PlannedBatch {
  /** One per change, in the same order; refusals are results too. */
  results: ChangeResult[];
  /** Writes the final states; may run beside other statements of the transaction. */
  save(): Promise<void>;
}

/**
 * The write path: every change of a contact, from whichever door, goes through here. Locks the contacts it finds and folds the
 * changes in arrival order; `save` writes the final states with a fixed number of statements, whatever the size of the batch.
 * Call it inside `contactTransaction`, which runs the whole batch again on `BatchConflict`.
 */
export async function planContacts(tx: TransactionSql, changes: ContactChange[]): Promise<PlannedBatch> {
  if (changes.length === 0) return { results: [], save: async () => {} };
  const batch = await load(tx, changes);
  const folded = changes.map((change) => foldInto(batch, change));
  return { results: folded, save: () => save(tx, batch, folded) };
}

/** Changes contacts in a transaction of its own. */
export async function changeContacts(
  ctx: Pick<Ctx, "sql" | "signals">,
  changes: ContactChange[],
): Promise<ChangeResult[]> {
  return contactTransaction(ctx, async (tx) => {
    const { results, save } = await planContacts(tx, changes);
    await save();
    return results;
  });
}

async function load(tx: TransactionSql, changes: ContactChange[]): Promise<Batch> {
  const addresses = new Map<string, { audience_id: string; email: string; workspace_id: string; hash: Buffer }>();
  const ids: { audience_id: string; id: string }[] = [];
  const tagNames = new Map<string, { audience_id: string; match_name: string }>();
  for (const { audience, target, email, addTags, setTags } of changes) {
    const wanted = "email" in target ? [target.email] : [];
    if (email !== undefined) wanted.push(email);
    if ("contactId" in target) ids.push({ audience_id: audience.id, id: target.contactId });
    for (const address of wanted)
      addresses.set(addressKey(audience.id, address), {
        audience_id: audience.id,
        email: address,
        workspace_id: audience.workspaceId,
        hash: sha256(address),
      });
    for (const name of setTags === undefined ? addTags : [...addTags, ...setTags])
      tagNames.set(addressKey(audience.id, matchName(name)), { audience_id: audience.id, match_name: matchName(name) });
  }
  const keys = [...addresses.values()];
  const [byAddress, byId, suppressed, tags] = await Promise.all([
    keys.length === 0 ? [] : lockByAddress(tx, keys),
    ids.length === 0 ? [] : lockById(tx, ids),
    keys.length === 0 ? [] : findSuppressed(tx, keys),
    tagNames.size === 0 ? [] : findTags(tx, [...tagNames.values()]),
  ]);
  const batch: Batch = {
    byAddress: new Map(),
    byId: new Map(),
    suppressed: new Map(suppressed.map((row) => [addressKey(row.audienceId, row.email), row.status])),
    tags: new Map(tags.map((row) => [addressKey(row.audienceId, row.matchName), { id: row.id, name: row.name }])),
    newTags: new Map(),
  };
  for (const contact of await withLateTags(tx, [...byAddress, ...byId])) {
    if (batch.byId.has(contact.id)) continue;
    const slot = { found: contact, current: contact };
    batch.byId.set(contact.id, slot);
    batch.byAddress.set(addressKey(contact.audienceId, contact.email), slot);
  }
  return batch;
}

/**
 * A row that we waited for comes in its newest version, but the names of its tags were looked up before the wait: a tag that was made
 * meanwhile is missing. A new statement sees it.
 */
async function withLateTags(tx: TransactionSql, rows: LockedRow[]): Promise<ContactState[]> {
  const named = new Set(rows.flatMap((row) => row.tags.map((tag) => tag.id)));
  const unnamed = rows.flatMap((row) => row.tagIds.filter((id) => !named.has(id)));
  const late =
    unnamed.length === 0 ? [] : await tx<TagRef[]>`select id, name from tags where id = any(${unnamed}::uuid[])`;
  const lateById = new Map(late.map((tag) => [tag.id, tag]));
  return rows.map(({ tagIds, ...contact }) => {
    const own = new Set(contact.tags.map((tag) => tag.id));
    const missing = tagIds.flatMap((id) => (own.has(id) ? [] : (lateById.get(id) ?? [])));
    return missing.length === 0 ? contact : { ...contact, tags: [...contact.tags, ...missing] };
  });
}

function foldInto(batch: Batch, change: ContactChange): Folded {
  const { audience, target } = change;
  const key = "email" in target ? addressKey(audience.id, target.email) : null;
  let slot = "contactId" in target ? batch.byId.get(target.contactId) : batch.byAddress.get(key ?? "");
  if (slot === undefined) {
    slot = { found: null, current: null };
    if (key !== null) batch.byAddress.set(key, slot);
  }
  const newKey = change.email === undefined ? null : addressKey(audience.id, change.email);
  const holder = newKey === null ? undefined : batch.byAddress.get(newKey);
  const madeTags: [string, TagRef][] = [];
  const folded = fold(slot.current, change, {
    suppressed: key === null ? null : (batch.suppressed.get(key) ?? null),
    addressTaken: holder !== undefined && holder !== slot && holder.current !== null,
    tagOf: (name) => {
      const tagKey = addressKey(audience.id, matchName(name));
      const known = batch.tags.get(tagKey);
      if (known !== undefined) return known;
      const made = { id: newUuid(), name };
      batch.tags.set(tagKey, made);
      madeTags.push([tagKey, made]);
      return made;
    },
  });
  for (const [tagKey, tag] of madeTags) batch.newTags.set(tagKey, { audienceId: audience.id, tag });
  slot.current = folded.after;
  if (folded.after !== null) {
    batch.byId.set(folded.after.id, slot);
    if (newKey !== null && folded.after.email === change.email) {
      const oldKey = addressKey(audience.id, folded.before?.email ?? "");
      if (oldKey !== newKey) batch.byAddress.delete(oldKey);
      batch.byAddress.set(newKey, slot);
    }
  }
  return folded;
}

/** All statements leave at once; the server runs them in this order. */
async function save(tx: TransactionSql, batch: Batch, folded: Folded[]): Promise<void> {
  const slots = new Set([...batch.byAddress.values(), ...batch.byId.values()]);
  const removed: ContactState[] = [];
  const inserted: ContactState[] = [];
  const updated: ContactState[] = [];
  const moved: string[] = [];
  for (const { found, current } of slots) {
    if (found === current) continue;
    if (found !== null && current !== null && found.id === current.id) {
      updated.push(current);
      if (found.email !== current.email) moved.push(current.id);
    } else {
      if (found !== null) removed.push(found);
      if (current !== null) inserted.push(current);
    }
  }
  const byAddress = (a: ContactState, b: ContactState) =>
    addressKey(a.audienceId, a.email) < addressKey(b.audienceId, b.email) ? -1 : 1;
  await Promise.all([
    insertTags(tx, [...batch.newTags.values()]),
    erase(tx, removed),
    insertContacts(tx, inserted.sort(byAddress)),
    updateContacts(tx, updated),
    // A link that went to an address must not confirm the one that took its place.
    moved.length === 0
      ? null
      : tx`update confirmations set used_at = now() where contact_id = any(${moved}::uuid[]) and used_at is null`,
    insertConsent(tx, folded),
    insertEvents(
      tx,
      folded.flatMap((result) => result.events),
    ),
    count(tx, slots),
  ]);
}

const lockByAddress = (tx: TransactionSql, keys: { audience_id: string; email: string }[]) => tx<LockedRow[]>`
  select ${lockedContactColumns(tx)}
  from ${addressRows(tx, keys)} as k
  join contacts c on c.audience_id = k.audience_id and c.email = k.email
  order by c.audience_id, c.email for update of c`;

const lockById = (tx: TransactionSql, keys: { audience_id: string; id: string }[]) => tx<LockedRow[]>`
  select ${lockedContactColumns(tx)}
  from (select distinct * from ${idRows(tx, keys)} as k) k
  join contacts c on c.audience_id = k.audience_id and c.id = k.id
  order by c.audience_id, c.email for update of c`;

const findSuppressed = (
  tx: TransactionSql,
  keys: { audience_id: string; email: string; workspace_id: string; hash: Buffer }[],
) =>
  tx<{ audienceId: string; email: string; status: ContactStatus }[]>`
  select k.audience_id as "audienceId", k.email, s.status
  from ${suppressionRows(tx, keys)} as k
  join suppressions s on s.workspace_id = k.workspace_id and s.email_hash = k.hash`;

const findTags = (tx: TransactionSql, names: { audience_id: string; match_name: string }[]) =>
  tx<{ audienceId: string; matchName: string; id: string; name: string }[]>`
  select t.audience_id as "audienceId", t.match_name as "matchName", t.id, t.name
  from ${tagNameRows(tx, names)} as k
  join tags t on t.audience_id = k.audience_id and t.match_name = k.match_name
  where t.removed_at is null`;

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
    from ${tagRows(tx, rows)} as r
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
  search: searchWords(contact.email, contact.fields),
  source: contact.source,
  source_id: contact.sourceId,
  signup_ip: contact.signupIp,
  confirmed_at: contact.confirmedAt,
  unsubscribed_at: contact.unsubscribedAt,
  created_at: contact.createdAt,
  updated_at: contact.updatedAt,
});

async function insertContacts(tx: TransactionSql, contacts: ContactState[]): Promise<void> {
  if (contacts.length === 0) return;
  const written = await tx`
    insert into contacts (id, workspace_id, audience_id, email, status, fields, tag_ids, group_ids, search, source, source_id,
      signup_ip, confirmed_at, unsubscribed_at, created_at, updated_at)
    select id, workspace_id, audience_id, email, status, fields, tag_ids, group_ids, array_to_tsvector(search), source, source_id,
      signup_ip, confirmed_at, unsubscribed_at, created_at, updated_at
    from ${contactRows(tx, contacts.map(contactRow))} as r
    on conflict (audience_id, email) do nothing returning id`;
  if (written.length < contacts.length) throw new BatchConflict();
}

async function updateContacts(tx: TransactionSql, contacts: ContactState[]): Promise<void> {
  if (contacts.length === 0) return;
  await tx`
    update contacts c set email = r.email, status = r.status, fields = r.fields, tag_ids = r.tag_ids, group_ids = r.group_ids,
      search = array_to_tsvector(r.search), confirmed_at = r.confirmed_at, unsubscribed_at = r.unsubscribed_at,
      updated_at = r.updated_at
    from ${contactUpdateRows(tx, contacts.map(contactRow))} as r
    where c.audience_id = r.audience_id and c.id = r.id`;
}

async function insertConsent(tx: TransactionSql, folded: Folded[]): Promise<void> {
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
  if (rows.length === 0) return;
  await tx`
    insert into consent_log (id, workspace_id, audience_id, contact_id, from_status, to_status, source, source_id, request_id, ip,
      user_agent, created_at)
    select * from ${consentRows(tx, rows)} as r`;
}

async function count(tx: TransactionSql, slots: Iterable<Slot>): Promise<void> {
  const deltas = new Map<string, { audience_id: string; status: ContactStatus; delta: number }>();
  const add = (contact: ContactState | null, delta: number) => {
    if (contact === null) return;
    const key = addressKey(contact.audienceId, contact.status);
    const row = deltas.get(key) ?? { audience_id: contact.audienceId, status: contact.status, delta: 0 };
    deltas.set(key, { ...row, delta: row.delta + delta });
  };
  for (const { found, current } of slots) {
    if (found?.status === current?.status) continue;
    add(found, -1);
    add(current, 1);
  }
  const rows = [...deltas.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, row]) => (row.delta === 0 ? [] : row));
  if (rows.length === 0) return;
  await tx`
    insert into audience_counters (audience_id, status, contacts)
    select audience_id, status, delta from ${counterRows(tx, rows)} as r
    on conflict (audience_id, status) do update set contacts = audience_counters.contacts + excluded.contacts`;
}
