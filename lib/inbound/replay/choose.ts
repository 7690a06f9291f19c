import type { Fragment, Sql, TransactionSql } from "@/db/client";
import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import type { RequestFilter } from "../contract";
import { allOf, requestConditions } from "../request-filter";

/** What a replay takes, as its job keeps it. Ids are prefixed. */
export interface Chosen {
  ids?: string[];
  filter?: RequestFilter;
  audienceId?: string;
}

/** The conditions of the requests that a replay takes; null when there can be none. */
export function chosenConditions(ctx: WorkspaceCtx, { ids, filter, audienceId }: Chosen): Fragment[] | null {
  const { sql } = ctx;
  const conditions = requestConditions(ctx, filter ?? {});
  if (conditions === null) return null;
  if (audienceId !== undefined) conditions.push(sql`audience_id = ${toUuid("aud", audienceId)}`);
  else if (filter !== undefined)
    conditions.push(
      sql`audience_id in (select id from audiences where workspace_id = ${toUuid("wks", ctx.workspace.id)})`,
    );
  if (ids !== undefined) conditions.push(sql`id = any(${ids.map((id) => toUuid("req", id))}::uuid[])`);
  // Replaying everything that failed must not repeat what went well the second time, nor somebody's experiments.
  else
    conditions.push(
      sql`status >= 400`,
      ...(filter?.origin === undefined ? [sql`origin = 'door'`] : []),
      notMended(sql),
    );
  return conditions;
}

const notMended = (sql: Sql | TransactionSql) => sql`
  not exists (select from inbound_requests again where again.replay_of = inbound_requests.id and again.status < 400)`;

/** How many requests a replay takes. */
export async function countChosen(ctx: WorkspaceCtx, chosen: Chosen): Promise<number> {
  const conditions = chosenConditions(ctx, chosen);
  if (conditions === null) return 0;
  const [found] = await ctx.sql<{ count: number }[]>`
    select count(*)::int as count from inbound_requests where ${allOf(ctx.sql, conditions)}`;
  return found?.count ?? 0;
}
