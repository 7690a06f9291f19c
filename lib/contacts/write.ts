import { type AnySql, isTransaction } from "@/db/client";
import type { ContactStatus } from "@/db/enums";
import { fragment } from "@/db/fragment";
import { newUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { Ctx } from "../context";
import { matchName } from "../mapping/match-key";
import { addressKey, type Batch } from "./batch";
import type { ChangeResult, ContactChange, ContactState, Folded, TagRef } from "./change";
import { type FoundRow, foundContactColumns } from "./columns";
import { contactTransaction } from "./conflict";
import { fold } from "./fold";
import { type Besides, saveBatch } from "./save";

const idRows = rowsOf({ id: "uuid", audience_id: "uuid" });
const addressRows = rowsOf({ email: "text", audience_id: "uuid", workspace_id: "uuid" });
const tagNameRows = rowsOf({ match_name: "text", audience_id: "uuid" });
/** A batch that is decided, but not written. */
export interface PlannedBatch {
  /** One per change, in the same order; refusals are results too. */
  results: ChangeResult[];
  /** Writes the final states, and what else belongs to them; may run beside other statements of a transaction. */
  save(besides?: Besides): Promise<void>;
}

/**
 * The write path: every change of a contact, from whichever door, goes through here. Finds the contacts, in a transaction locks them, and
 * folds the changes in arrival order; `save` writes the final states with a fixed number of statements, whatever the size of the batch.
 * Call it inside `contactTransaction` or `contactWrite`, which run the whole batch again after a conflict.
 */
export async function planContacts(sql: AnySql, changes: ContactChange[]): Promise<PlannedBatch> {
  const batch = await load(sql, changes);
  const folded = changes.map((change) => foldInto(batch, change));
  return { results: folded, save: (besides = {}) => saveBatch(sql, batch, folded, besides) };
}

/** Changes contacts in a transaction of its own. */
export async function changeContacts(
  ctx: Pick<Ctx, "writes" | "signals">,
  changes: ContactChange[],
): Promise<ChangeResult[]> {
  return contactTransaction(ctx, async (tx) => {
    const { results, save } = await planContacts(tx, changes);
    await save();
    return results;
  });
}

async function load(sql: AnySql, changes: ContactChange[]): Promise<Batch> {
  const addresses = new Map<string, { audience_id: string; email: string; workspace_id: string }>();
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
      });
    for (const name of setTags === undefined ? addTags : [...addTags, ...setTags])
      tagNames.set(addressKey(audience.id, matchName(name)), { audience_id: audience.id, match_name: matchName(name) });
  }
  const keys = [...addresses.values()];
  const [byAddress, ended, byId, tags] = await Promise.all([
    keys.length === 0 ? [] : findByAddress(sql, keys),
    // Whoever held a contact that we waited for may have deleted it: how it ended is known to a new statement only.
    keys.length > 0 && isTransaction(sql) ? findEnded(sql, keys) : [],
    ids.length === 0 ? [] : findById(sql, ids),
    tagNames.size === 0 ? [] : findTags(sql, [...tagNames.values()]),
  ]);
  const batch: Batch = {
    byAddress: new Map(),
    byId: new Map(),
    suppressed: new Map(),
    tags: new Map(tags.map((row) => [addressKey(row.audienceId, row.matchName), { id: row.id, name: row.name }])),
    newTags: new Map(),
  };
  const found: FoundRow[] = byId;
  for (const row of byAddress) {
    if (row.suppressed !== null) batch.suppressed.set(row.wanted, row.suppressed);
    if (row.id !== null) found.push(row);
  }
  for (const { wanted, suppressed } of ended) batch.suppressed.set(wanted, suppressed);
  const late = await findLateTags(sql, found);
  for (const row of found) {
    if (batch.byId.has(row.id)) continue;
    const contact = stateOf(row, late);
    const slot = { found: contact, current: contact, version: { ctid: row.ctid, xmin: row.xmin } };
    batch.byId.set(contact.id, slot);
    batch.byAddress.set(addressKey(contact.audienceId, contact.email), slot);
  }
  return batch;
}

/** Named one by one: leaving something out of an object costs several times what making one does. */
const stateOf = (row: FoundRow, late: ReadonlyMap<string, TagRef>): ContactState => ({
  id: row.id,
  workspaceId: row.workspaceId,
  audienceId: row.audienceId,
  email: row.email,
  status: row.status,
  fields: row.fields,
  tags: row.tags.length === row.tagIds.length ? row.tags : [...row.tags, ...missingTags(row, late)],
  groupIds: row.groupIds,
  source: row.source,
  sourceId: row.sourceId,
  signupIp: row.signupIp,
  confirmedAt: row.confirmedAt,
  unsubscribedAt: row.unsubscribedAt,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

function missingTags({ tags, tagIds }: FoundRow, late: ReadonlyMap<string, TagRef>): TagRef[] {
  const own = new Set(tags.map((tag) => tag.id));
  return tagIds.flatMap((id) => (own.has(id) ? [] : (late.get(id) ?? [])));
}

/**
 * A row that we waited for comes in its newest version, but the names of its tags were looked up before the wait: a tag that was made
 * meanwhile is missing. A new statement sees it.
 */
async function findLateTags(sql: AnySql, rows: FoundRow[]): Promise<Map<string, TagRef>> {
  const named = new Set(rows.flatMap((row) => row.tags.map((tag) => tag.id)));
  const unnamed = rows.flatMap((row) => row.tagIds.filter((id) => !named.has(id)));
  const late =
    unnamed.length === 0 ? [] : await sql<TagRef[]>`select id, name from tags where id = any(${unnamed}::uuid[])`;
  return new Map(late.map((tag) => [tag.id, tag]));
}

function foldInto(batch: Batch, change: ContactChange): Folded {
  const { audience, target } = change;
  const key = "email" in target ? addressKey(audience.id, target.email) : null;
  let slot = "contactId" in target ? batch.byId.get(target.contactId) : batch.byAddress.get(key ?? "");
  if (slot === undefined) {
    slot = { found: null, current: null, version: null };
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

// These statements are planned once, maybe for empty tables (see `db/client.ts`), so they leave no choice: `lateral` says which side
// leads, and of the contacts' indexes only the one by address can be used.

/** What else reads these rows waits until we have written them; without a transaction, that they have changed is found out then. */
const lock = (sql: AnySql) => (isTransaction(sql) ? fragment`for update of c` : fragment``);

interface Address {
  audience_id: string;
  email: string;
  workspace_id: string;
}

/** An address that was asked for, its contact if there is one, and how an earlier contact of that address has ended. */
type AtAddress = { wanted: string; suppressed: ContactStatus | null } & (FoundRow | { id: null });

// In one order whatever the database's own is: it is the order of locks, and `saveBatch` writes in it.
const findByAddress = (sql: AnySql, keys: Address[]) =>
  sql<AtAddress[]>`
  select k.audience_id || ' ' || k.email as wanted, ended.status as suppressed, found.*
  from (select * from ${addressRows(keys)} as r order by audience_id, email collate "C") k
  left join lateral (
    select ${foundContactColumns} from contacts c
    where c.email = k.email and c.audience_id is not distinct from k.audience_id ${lock(sql)}) found on true
  left join lateral (${endedAt(keys)}) ended on true
  where found.id is not null or ended.status is not null`;

const findEnded = (sql: AnySql, keys: Address[]) =>
  sql<{ wanted: string; suppressed: ContactStatus }[]>`
  select k.audience_id || ' ' || k.email as wanted, ended.status as suppressed
  from ${addressRows(keys)} as k, lateral (${endedAt(keys)}) ended`;

/** Most workspaces have forgotten nobody of that kind: one look says so for all addresses, instead of one for each. */
const endedAt = (keys: Address[]) => fragment`
  select s.status from suppressions s
  where s.workspace_id = k.workspace_id and s.email_hash = sha256(convert_to(k.email, 'UTF8'))
    and (select exists (
      select 1 from suppressions e where e.workspace_id = any(${[...new Set(keys.map((key) => key.workspace_id))]}::uuid[])))
  limit 1`;

const findById = (sql: AnySql, keys: { audience_id: string; id: string }[]) => sql<FoundRow[]>`
  select found.*
  from (select distinct * from ${idRows(keys)} as r order by audience_id, id) k, lateral (
    select ${foundContactColumns} from contacts c
    where c.audience_id = k.audience_id and c.id = k.id ${lock(sql)}) found`;

const findTags = (sql: AnySql, names: { audience_id: string; match_name: string }[]) =>
  sql<{ audienceId: string; matchName: string; id: string; name: string }[]>`
  select k.audience_id as "audienceId", k.match_name as "matchName", found.id, found.name
  from ${tagNameRows(names)} as k, lateral (
    select t.id, t.name from tags t
    where t.audience_id = k.audience_id and t.match_name = k.match_name and t.removed_at is null limit 1) found`;
