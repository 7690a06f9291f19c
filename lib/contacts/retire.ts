import { type AudienceConfig, loadAudienceConfigs } from "../audiences/config";
import type { Ctx } from "../context";
import { type ContactChange, change } from "./change";
import { changeContacts } from "./write";

const contactsPerStep = 500;

/** A tag, group or data field that was deleted and still stands on contacts. */
interface Retired {
  kind: "tag" | "group" | "field";
  id: string;
  audienceId: string;
  /** A field's key. */
  key: string | null;
  /** The name of the tag that a merged one becomes. */
  mergedName: string | null;
}

/**
 * Takes deleted tags, groups and data fields off their contacts, some hundred at a time through the write path, and finally deletes
 * their rows. Answers a step for a drain: true when there is more to do.
 */
export function createRetirement(ctx: Ctx): () => Promise<boolean> {
  // Where the walk over an item's contacts has come to. Lost with the process: the walk then starts anew and finds less to do.
  const cursors = new Map<string, string>();
  return async () => {
    const item = await findRetired(ctx);
    if (item === null) return false;
    const after = cursors.get(item.id) ?? "00000000-0000-0000-0000-000000000000";
    const ids = await findBearers(ctx, item, after);
    const audience = (await loadAudienceConfigs(ctx.sql, [item.audienceId])).get(item.audienceId);
    const last = ids.at(-1);
    if (last === undefined || audience === undefined) {
      // A batch that began before the deletion may have come in behind the walk: the row goes after a walk that finds nobody.
      if (!cursors.delete(item.id)) await deleteRow(ctx, item);
      return true;
    }
    await changeContacts(
      ctx,
      ids.map((id) => takeOff(item, id, audience, ctx.now())),
    );
    cursors.set(item.id, last);
    return true;
  };
}

async function findRetired(ctx: Ctx): Promise<Retired | null> {
  const [item] = await ctx.sql<Retired[]>`
    select 'tag' as kind, t.id, t.audience_id as "audienceId", null as key, m.name as "mergedName"
      from tags t left join tags m on m.id = t.merged_into and m.removed_at is null where t.removed_at is not null
    union all select 'group', id, audience_id, null, null from groups where removed_at is not null
    union all select 'field', id, audience_id, key, null from data_fields where removed_at is not null
    limit 1`;
  return item ?? null;
}

async function findBearers(ctx: Ctx, item: Retired, after: string): Promise<string[]> {
  const bears = {
    tag: ctx.sql`tag_ids @> array[${item.id}::uuid] and tag_ids <> '{}'`,
    group: ctx.sql`group_ids @> array[${item.id}::uuid] and group_ids <> '{}'`,
    field: ctx.sql`fields ? ${item.key ?? ""}`,
  }[item.kind];
  const rows = await ctx.sql<{ id: string }[]>`
    select id from contacts where audience_id = ${item.audienceId} and id > ${after} and ${bears}
    order by id limit ${contactsPerStep}`;
  return rows.map((row) => row.id);
}

function takeOff(item: Retired, contactId: string, audience: AudienceConfig, at: Date): ContactChange {
  const source = { type: "system" as const, id: null, requestId: null, ip: null, userAgent: null };
  const base = { audience, target: { contactId }, intent: "update" as const, source, at };
  switch (item.kind) {
    case "tag":
      return change({ ...base, removeTagIds: [item.id], addTags: item.mergedName === null ? [] : [item.mergedName] });
    case "group":
      return change({ ...base, removeGroupIds: [item.id] });
    case "field":
      return change({ ...base, dropFields: [item.key ?? ""] });
  }
}

async function deleteRow(ctx: Ctx, item: Retired): Promise<void> {
  const table = { tag: "tags", group: "groups", field: "data_fields" }[item.kind];
  await ctx.sql`delete from ${ctx.sql(table)} where id = ${item.id} and removed_at is not null`;
}
