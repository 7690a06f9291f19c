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

/** The conditions of a filter, workspace included, apart from whose webhooks they are. */
function conditionsOf(ctx: WorkspaceCtx, { filter, after, before }: Chosen): Fragment[] {
  const { sql } = ctx;
  const conditions = [sql`workspace_id = ${toUuid("wks", ctx.workspace.id)}`];
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

/** The ids of the webhooks that a filter names; null when it names none. A Webhook block has one for each version of its journey. */
function webhooksOf(
  { sql, workspace }: WorkspaceCtx,
  { webhookId, journeyId, nodeId }: DeliveryFilter,
): Fragment | null {
  const id = webhookId === undefined ? null : sql`${toUuid("whk", webhookId)}::uuid`;
  if (journeyId === undefined && nodeId === undefined) return id === null ? null : sql`select ${id} as id`;
  const conditions = [sql`w.workspace_id = ${toUuid("wks", workspace.id)}`];
  if (id !== null) conditions.push(sql`w.id = ${id}`);
  if (journeyId !== undefined) conditions.push(sql`v.journey_id = ${toUuid("jny", journeyId)}`);
  if (nodeId !== undefined) conditions.push(sql`w.node_id = ${nodeId}`);
  return sql`
    select w.id from webhooks w join journey_versions v on v.id = w.journey_version_id where ${allOf(sql, conditions)}`;
}

/**
 * The first deliveries of a choice in the order of their ids, newest or oldest first. A webhook's deliveries have one index by state:
 * it is asked for the first ones of each webhook and state.
 */
export function firstOf(
  ctx: WorkspaceCtx,
  chosen: Chosen,
  { columns, order, limit }: { columns: Fragment; order: "newest" | "oldest"; limit: number },
): Fragment {
  const { sql } = ctx;
  const { state, contact } = chosen.filter;
  const direction = order === "newest" ? sql`desc` : sql`asc`;
  const first = (all: Fragment[]) => sql`
    select ${columns} from deliveries where ${allOf(sql, all)} order by id ${direction} limit ${limit}`;
  const webhooks = webhooksOf(ctx, chosen.filter);
  // A contact has few deliveries: they are read by its own index.
  if (webhooks === null || contact !== undefined) return first([...conditionsOf(ctx, chosen), ...among(ctx, webhooks)]);
  const states = state === undefined ? [...deliveryStates] : [state];
  const conditions = [...conditionsOf(ctx, chosen), sql`webhook_id = any_webhook.id`, sql`state = any_state.name`];
  return sql`
    select own.* from (${webhooks}) any_webhook, unnest(${states}::text[]) as any_state(name), lateral (${first(conditions)}) own
    order by own.id ${direction} limit ${limit}`;
}

const among = ({ sql }: WorkspaceCtx, webhooks: Fragment | null): Fragment[] =>
  webhooks === null ? [] : [sql`webhook_id in (${webhooks})`];

/** How many deliveries of each state match a filter, each number up to `max`, or exactly. */
export async function countByState(
  ctx: WorkspaceCtx,
  filter: DeliveryFilter,
  max: number | null,
): Promise<Record<(typeof deliveryStates)[number], number>> {
  const { sql } = ctx;
  const webhooks = webhooksOf(ctx, filter);
  const wanted = deliveryStates.filter((state) => filter.state === undefined || filter.state === state);
  const counts = await Promise.all(
    wanted.map(async (state) => {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from (
          select from deliveries where ${allOf(sql, [...conditionsOf(ctx, { filter: { ...filter, state } }), ...among(ctx, webhooks)])} limit ${max}::bigint) found`;
      return [state, row?.count ?? 0] as const;
    }),
  );
  return { pending: 0, held: 0, succeeded: 0, failed: 0, ...Object.fromEntries(counts) };
}

/** Conditions joined by `and`. */
const allOf = (sql: WorkspaceCtx["sql"], conditions: Fragment[]): Fragment =>
  sql`${conditions.flatMap((condition, index) => (index === 0 ? [condition] : [sql`and`, condition]))}`;
