import type { Fragment } from "@/db/client";
import { fromUuid, parseId, toUuid } from "@/db/ids";
import { audienceOf } from "../contacts/audience-of";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import { authorize } from "../workspaces/permissions";
import type { listAudienceRequestsContract, listRequestsContract } from "./contract";
import { allOf, isRefusedOnly, requestConditions } from "./request-filter";

export interface RequestRow {
  id: string;
  audienceId: string;
  hookId: string;
  hookKind: string | null;
  hookName: string | null;
  origin: string;
  mode: string;
  method: string;
  status: number;
  outcome: string;
  message: string;
  email: string | null;
  contactId: string | null;
  replayOf: string | null;
  durationMs: number;
  createdAt: Date;
}

/** The columns of a ledger row that lists show, without those of its webhook. */
export const requestColumns = (sql: WorkspaceCtx["sql"]) => sql`
  id, audience_id as "audienceId", hook_id as "hookId", origin, mode, method, status, outcome, message, email,
  contact_id as "contactId", replay_of as "replayOf", duration_ms as "durationMs", created_at as "createdAt"`;

/** A ledger row as the API lists it. */
export const presentRequest = (row: RequestRow) => ({
  id: fromUuid("req", row.id),
  audienceId: fromUuid("aud", row.audienceId),
  webhookId: fromUuid("hok", row.hookId),
  webhook: row.hookKind === null ? null : { kind: row.hookKind, name: row.hookName ?? "" },
  origin: row.origin,
  mode: row.mode,
  method: row.method,
  status: row.status,
  outcome: row.outcome,
  message: row.message,
  email: row.email,
  contactId: row.contactId === null ? null : fromUuid("con", row.contactId),
  replayOf: row.replayOf === null ? null : fromUuid("req", row.replayOf),
  durationMs: row.durationMs,
  createdAt: row.createdAt.toISOString(),
});

/** The ledger of the workspace or of one audience, newest first. */
export async function listRequests(
  ctx: WorkspaceCtx,
  input: Input<typeof listRequestsContract>,
): Promise<Answer<typeof listRequestsContract>> {
  authorize(ctx, "read");
  const { sql } = ctx;
  const conditions = requestConditions(ctx, input);
  if (conditions === null) return { items: [], nextCursor: null };
  if (input.cursor !== undefined) {
    const after = parseId("req", input.cursor);
    if (after === null) throw invalid("This cursor is not one of ours: take nextCursor of the page before.");
    conditions.push(sql`id < ${after}`);
  }
  if (input.audienceId !== undefined)
    conditions.push(sql`audience_id = ${(await audienceOf(ctx, input.audienceId)).id}`);
  const newest = (more: Fragment[]) => sql`
    select ${requestColumns(sql)} from inbound_requests where ${allOf(sql, [...conditions, ...more])}
    order by id desc limit ${input.limit + 1}`;
  const byAudience = isRefusedOnly(input) && input.audienceId === undefined && input.email === undefined;
  const found = byAudience
    ? sql`
        select newest.* from audiences a, lateral (${newest([sql`audience_id = a.id`, sql`status >= 400`])}) newest
        where a.workspace_id = ${toUuid("wks", ctx.workspace.id)} order by newest.id desc limit ${input.limit + 1}`
    : newest([]);
  const rows = await sql<RequestRow[]>`
    select found.*, h.kind as "hookKind", h.name as "hookName"
    from (${found}) found left join inbound_hooks h on h.id = found."hookId" order by found.id desc`;
  return toPage(rows, input.limit, (row) => fromUuid("req", row.id), presentRequest);
}

/** The ledger of one audience, newest first. */
export const listAudienceRequests = (
  ctx: WorkspaceCtx,
  input: Input<typeof listAudienceRequestsContract>,
): Promise<Answer<typeof listAudienceRequestsContract>> => listRequests(ctx, input);
