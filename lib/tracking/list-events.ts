import type { Fragment } from "@/db/client";
import { fromUuid, parseId, toUuid, uuidFloor } from "@/db/ids";
import { audienceOf } from "../contacts/audience-of";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import type { Answer, Input } from "../http/contract";
import { normaliseEmail } from "../mapping/email";
import { toPage } from "../pagination";
import { authorize } from "../workspaces/permissions";
import type { listEventsContract } from "./contract";
import { type EventRow, eventColumns, presentEvent } from "./present";

type ListInput = Input<typeof listEventsContract>;

/**
 * The events of the workspace, newest first. `from` and `to` are about when they were recorded. By address it finds the events of the
 * contacts that have it now; who was deleted is found by contactId.
 */
export async function listEvents(ctx: WorkspaceCtx, input: ListInput): Promise<Answer<typeof listEventsContract>> {
  authorize(ctx, "read");
  const { sql } = ctx;
  const filters = await filtersOf(ctx, input);
  const contactIds = await contactIdsOf(ctx, input);
  const page = (more: Fragment) => sql`
    select * from events where ${and(ctx, [...filters, more])} order by id desc limit ${input.limit + 1}`;
  // Of each contact the newest ones, by the index of contacts: nobody reads what lies between them.
  const found =
    contactIds === null
      ? page(sql`true`)
      : sql`select own.* from unnest(${contactIds}::uuid[]) wanted(id), lateral (${page(sql`contact_id = wanted.id`)}) own`;
  const rows = await sql<EventRow[]>`
    select ${eventColumns(sql)}
    from (select * from (${found}) found order by id desc limit ${input.limit + 1}) e
    left join contacts c on c.audience_id = e.audience_id and c.id = e.contact_id
    order by e.id desc`;
  return toPage(rows, input.limit, (row) => fromUuid("evt", row.id), presentEvent);
}

const and = ({ sql }: WorkspaceCtx, filters: Fragment[]) =>
  filters.flatMap((filter, index) => (index === 0 ? [filter] : [sql`and`, filter]));

async function filtersOf(ctx: WorkspaceCtx, input: ListInput): Promise<Fragment[]> {
  const { sql } = ctx;
  const filters = [sql`workspace_id = ${toUuid("wks", ctx.workspace.id)}`];
  if (input.audienceId !== undefined) {
    const { id } = await audienceOf(ctx, input.audienceId);
    // Ids are time: nothing that is older than the audience is looked at.
    filters.push(sql`audience_id = ${id} and id > ${id}`);
  }
  if (input.cursor !== undefined) {
    const after = parseId("evt", input.cursor);
    if (after === null) throw invalid("This cursor is not one of ours: take nextCursor of the page before.");
    filters.push(sql`id < ${after}`);
  }
  if (input.type !== undefined) filters.push(sql`type = ${input.type}`);
  if (input.from !== undefined) filters.push(sql`id >= ${uuidFloor(new Date(input.from))}`);
  if (input.to !== undefined) filters.push(sql`id < ${uuidFloor(new Date(input.to))}`);
  return filters;
}

/** Whose events are asked for; null when it is not about anybody. */
async function contactIdsOf(ctx: WorkspaceCtx, input: ListInput): Promise<string[] | null> {
  const wanted = input.contactId === undefined ? null : toUuid("con", input.contactId);
  if (input.email === undefined) return wanted === null ? null : [wanted];
  const address = normaliseEmail(input.email);
  if (!address.ok) return [];
  const rows = await ctx.sql<{ id: string }[]>`
    select id from contacts where email = ${address.email} and workspace_id = ${toUuid("wks", ctx.workspace.id)}`;
  return rows.map(({ id }) => id).filter((id) => wanted === null || id === wanted);
}
