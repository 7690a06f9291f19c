import type { Fragment } from "@/db/client";
import { rareOutcomes } from "@/db/enums";
import { toUuid, uuidFloor } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { normaliseEmail } from "../mapping/email";
import type { RequestFilter } from "./contract";
import { isRefusedOutcome } from "./outcomes";

/** The conditions of a ledger filter, workspace included; null when nothing can match. */
export function requestConditions(ctx: WorkspaceCtx, filter: RequestFilter): Fragment[] | null {
  const { sql } = ctx;
  const conditions = [sql`workspace_id = ${toUuid("wks", ctx.workspace.id)}`];
  if (filter.email !== undefined) {
    const address = normaliseEmail(filter.email);
    if (!address.ok) return null;
    conditions.push(sql`email = ${address.email}`);
  }
  if (filter.status === "accepted") conditions.push(sql`status < 400`);
  else if (filter.status === "refused") conditions.push(sql`status >= 400`);
  else if (filter.status !== undefined) conditions.push(sql`status = ${filter.status}`);
  if (filter.outcome !== undefined) conditions.push(sql`outcome = ${filter.outcome}`);
  // Said in words, so that a plan made for any value knows of the index that holds these alone.
  if (rareOutcomes.some((rare) => rare === filter.outcome))
    conditions.push(sql`outcome in (${sql.unsafe(rareOutcomes.map((rare) => `'${rare}'`).join(","))})`);
  if (filter.method !== undefined) conditions.push(sql`method = ${filter.method}`);
  if (filter.origin !== undefined) conditions.push(sql`origin = ${filter.origin}`);
  if (filter.origin !== undefined && filter.origin !== "door") conditions.push(sql`origin <> 'door'`);
  if (filter.webhookId !== undefined) conditions.push(sql`hook_id = ${toUuid("hok", filter.webhookId)}`);
  // Ids are time: the partitions outside the range are not even looked at.
  if (filter.from !== undefined) conditions.push(sql`id >= ${uuidFloor(new Date(filter.from))}`);
  if (filter.to !== undefined) conditions.push(sql`id < ${uuidFloor(new Date(filter.to))}`);
  return conditions;
}

/** Conditions joined by `and`. */
export const allOf = (sql: WorkspaceCtx["sql"], conditions: Fragment[]) =>
  sql`${conditions.flatMap((condition, index) => (index === 0 ? [condition] : [sql`and`, condition]))}`;

/**
 * Refused requests have an index by audience, not by workspace: they are few, and a workspace-wide list of them asks each audience for
 * its newest instead of walking through everything that was accepted.
 */
export const isRefusedOnly = ({ status, outcome }: RequestFilter): boolean =>
  status === "refused" || (typeof status === "number" && status >= 400) || isRefusedOutcome(outcome ?? "");
