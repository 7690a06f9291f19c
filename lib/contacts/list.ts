import { fromUuid, parseId } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import type { Answer, Input } from "../http/contract";
import { normaliseEmail } from "../mapping/email";
import { matchName } from "../mapping/match-key";
import { toPage } from "../pagination";
import { authorize } from "../workspaces/permissions";
import { audienceOf } from "./audience-of";
import { type ContactRow, shownContactColumns } from "./columns";
import type { listContactsContract } from "./contract";
import { presentContact } from "./present";
import { searchQuery } from "./search-words";

const nobody = { items: [], nextCursor: null };

/**
 * A page of an audience's contacts, newest first. `email` is exact; `tag` is a name; `group` an id or name; every word of `search`
 * must begin a word of the address or name.
 */
export async function listContacts(
  ctx: WorkspaceCtx,
  input: Input<typeof listContactsContract>,
): Promise<Answer<typeof listContactsContract>> {
  authorize(ctx, "read");
  const audience = await audienceOf(ctx, input.audienceId);
  const { sql } = ctx;
  const filters = [sql`c.audience_id = ${audience.id}`];
  if (input.cursor !== undefined) {
    const after = parseId("con", input.cursor);
    if (after === null) throw invalid("This cursor is not one of ours: take nextCursor of the page before.");
    filters.push(sql`c.id < ${after}`);
  }
  if (input.email !== undefined) {
    const address = normaliseEmail(input.email);
    if (!address.ok) return nobody;
    filters.push(sql`c.email = ${address.email}`);
  }
  if (input.status !== undefined) filters.push(sql`c.status = ${input.status}`);
  if (input.tag !== undefined) {
    const [tag] = await sql<{ id: string }[]>`
      select id from tags where audience_id = ${audience.id} and match_name = ${matchName(input.tag.trim())}
        and removed_at is null`;
    if (tag === undefined) return nobody;
    filters.push(sql`c.tag_ids @> array[${tag.id}::uuid]`);
  }
  if (input.group !== undefined) {
    const group = findGroup(audience.groups, input.group);
    if (group === null) return nobody;
    filters.push(sql`c.group_ids @> array[${group}::uuid]`);
  }
  const words = input.search === undefined ? null : searchQuery(input.search);
  if (words !== null) filters.push(sql`c.search @@ ${words}::tsquery`);
  const rows = await sql<ContactRow[]>`
    select ${shownContactColumns(sql)} from contacts c
    where ${filters.flatMap((filter, index) => (index === 0 ? [filter] : [sql`and`, filter]))}
    order by c.id desc limit ${input.limit + 1}`;
  return toPage(
    rows,
    input.limit,
    (row) => fromUuid("con", row.id),
    (row) => presentContact(row, audience),
  );
}

function findGroup(groups: Map<string, string>, idOrName: string): string | null {
  const id = parseId("grp", idOrName);
  if (id !== null) return groups.has(id) ? id : null;
  const wanted = matchName(idOrName.trim());
  for (const [group, name] of groups) if (matchName(name) === wanted) return group;
  return null;
}
