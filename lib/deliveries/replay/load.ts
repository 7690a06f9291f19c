import { parseId, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { firstOf } from "../choose";
import type { DeliveryFilter } from "../contract";
import type { Wanted } from "./requeue";

const deliveriesPerStep = 500;

/** Which deliveries a job takes, as it keeps it: prefixed ids. Those made after `upTo` are none of its own. */
export interface JobChoice {
  ids?: string[] | undefined;
  filter?: DeliveryFilter | undefined;
  upTo: string;
}

/** The next deliveries of a choice, oldest first. `last` tells that none come after them. */
export async function loadWanted(
  ctx: WorkspaceCtx,
  { ids, filter, upTo }: JobChoice,
  after: string | null,
): Promise<{ wanted: Wanted[]; last: boolean }> {
  const { sql } = ctx;
  const workspaceId = toUuid("wks", ctx.workspace.id);
  const columns = sql`id, webhook_id, state, body is not null or scope is not null as sendable`;
  const from = after === null ? null : toUuid("dlv", after);
  const found =
    ids === undefined
      ? firstOf(
          ctx,
          { filter: filter ?? {}, after: from, before: toUuid("dlv", upTo) },
          { columns, order: "oldest", limit: deliveriesPerStep },
        )
      : sql`
          select ${columns} from deliveries
          where workspace_id = ${workspaceId} and id = any(${ids.map((id) => toUuid("dlv", id))}::uuid[])
            ${from === null ? sql`` : sql`and id > ${from}`}
          order by id limit ${deliveriesPerStep}`;
  const wanted = await sql<Wanted[]>`
    select d.id, d.state, d.sendable,
      case when w.id is null then 'deleted' when w.active and w.disabled_reason is null then 'active' else 'paused' end as webhook
    from (${found}) d left join webhooks w on w.id = d.webhook_id and w.workspace_id = ${workspaceId} order by d.id`;
  return { wanted, last: wanted.length < deliveriesPerStep };
}

/** How many of these ids are deliveries of the workspace. */
export async function countKnown(ctx: WorkspaceCtx, ids: string[]): Promise<number> {
  const [known] = await ctx.sql<{ count: number }[]>`
    select count(*)::int as count from deliveries
    where workspace_id = ${toUuid("wks", ctx.workspace.id)} and id = any(${ids.flatMap((id) => parseId("dlv", id) ?? [])}::uuid[])`;
  return known?.count ?? 0;
}
