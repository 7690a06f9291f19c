import type { Fragment } from "@/db/client";
import { deliveryStates } from "@/db/enums";
import { toUuid, uuidFloor } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { DeliveryFilter } from "./contract";

/** Which deliveries, as the log's filters say it, and between which ids (bare UUIDs, both left out). */
export interface Chosen {
  filter: DeliveryFilter;
  after?: string | null;
  before?: string | null;
}

/** The conditions of a filter, workspace included. */
function conditionsOf(ctx: WorkspaceCtx, { filter, after, before }: Chosen): Fragment[] {
  const { sql } = ctx;
  const conditions = [sql`workspace_id = ${toUuid("wks", ctx.workspace.id)}`];
  if (filter.webhookId !== undefined) conditions.push(sql`webhook_id = ${toUuid("whk", filter.webhookId)}`);
  if (filter.campaignId !== undefined) conditions.push(sql`campaign_id = ${toUuid("cmp", filter.campaignId)}`);
  if (filter.contact !== undefined) conditions.push(sql`contact_id = ${toUuid("con", filter.contact)}`);
  if (filter.state !== undefined) conditions.push(sql`state = ${filter.state}`);
  if (filter.event !== undefined) conditions.push(sql`event_type = ${filter.event}`);
  // Ids are time: the partitions outside the range are not even looked at.
  if (filter.from !== undefined) conditions.push(sql`id >= ${uuidFloor(new Date(filter.from))}`);
  if (filter.to !== undefined) conditions.push(sql`id < ${uuidFloor(new Date(filter.to))}`);
  if (after != null) conditions.push(sql`id > ${after}`);
  if (before != null) conditions.push(sql`id < ${before}`);
  return conditions;
}

/**
 * The first deliveries of a choice in the order of their ids, newest or oldest first. A webhook's deliveries have one index by state:
 * without a state it is asked for the first ones of each.
 */
export function firstOf(
  ctx: WorkspaceCtx,
  chosen: Chosen,
  { columns, order, limit }: { columns: Fragment; order: "newest" | "oldest"; limit: number },
): Fragment {
  const { sql } = ctx;
  const direction = order === "newest" ? sql`desc` : sql`asc`;
  const conditions = conditionsOf(ctx, chosen);
  const first = (all: Fragment[]) => sql`
    select ${columns} from deliveries where ${allOf(sql, all)} order by id ${direction} limit ${limit}`;
  if (!isByWebhook(chosen.filter)) return first(conditions);
  return sql`
    select own.* from unnest(${[...deliveryStates]}::text[]) as any_state(name),
      lateral (${first([...conditions, sql`state = any_state.name`])}) own
    order by own.id ${direction} limit ${limit}`;
}

/** A contact has few deliveries: they are read by its own index. */
const isByWebhook = ({ webhookId, state, contact }: DeliveryFilter): boolean =>
  webhookId !== undefined && state === undefined && contact === undefined;

/** How many deliveries of each state match a filter, each number up to `max`, or exactly. */
export async function countByState(
  ctx: WorkspaceCtx,
  filter: DeliveryFilter,
  max: number | null,
): Promise<Record<(typeof deliveryStates)[number], number>> {
  const { sql } = ctx;
  const wanted = deliveryStates.filter((state) => filter.state === undefined || filter.state === state);
  const counts = await Promise.all(
    wanted.map(async (state) => {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from (
          select from deliveries where ${allOf(sql, conditionsOf(ctx, { filter: { ...filter, state } }))} limit ${max}::bigint) found`;
      return [state, row?.count ?? 0] as const;
    }),
  );
  return { pending: 0, held: 0, succeeded: 0, failed: 0, ...Object.fromEntries(counts) };
}

/** Conditions joined by `and`. */
const allOf = (sql: WorkspaceCtx["sql"], conditions: Fragment[]): Fragment =>
  sql`${conditions.flatMap((condition, index) => (index === 0 ? [condition] : [sql`and`, condition]))}`;
