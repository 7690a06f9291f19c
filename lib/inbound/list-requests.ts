import { fromUuid, parseId, toUuid, uuidFloor } from "@/db/ids";
import { audienceOf } from "../contacts/audience-of";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import type { Answer, Input } from "../http/contract";
import { normaliseEmail } from "../mapping/email";
import { toPage } from "../pagination";
import { authorize } from "../workspaces/permissions";
import type { listAudienceRequestsContract, listRequestsContract } from "./contract";

export interface RequestRow {
  id: string;
  audienceId: string;
  hookId: string;
  origin: string;
  mode: string;
  method: string;
  status: number;
  outcome: string;
  message: string;
  email: string | null;
  contactId: string | null;
  durationMs: number;
  createdAt: Date;
}

/** The columns of a ledger row that lists show. */
export const requestColumns = (sql: WorkspaceCtx["sql"]) => sql`
  id, audience_id as "audienceId", hook_id as "hookId", origin, mode, method, status, outcome, message, email,
  contact_id as "contactId", duration_ms as "durationMs", created_at as "createdAt"`;

/** A ledger row as the API lists it. */
export const presentRequest = (row: RequestRow) => ({
  id: fromUuid("req", row.id),
  audienceId: fromUuid("aud", row.audienceId),
  webhookId: fromUuid("hok", row.hookId),
  origin: row.origin,
  mode: row.mode,
  method: row.method,
  status: row.status,
  outcome: row.outcome,
  message: row.message,
  email: row.email,
  contactId: row.contactId === null ? null : fromUuid("con", row.contactId),
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
  const filters = [sql`workspace_id = ${toUuid("wks", ctx.workspace.id)}`];
  if (input.audienceId !== undefined) filters.push(sql`audience_id = ${(await audienceOf(ctx, input.audienceId)).id}`);
  if (input.cursor !== undefined) {
    const after = parseId("req", input.cursor);
    if (after === null) throw invalid("This cursor is not one of ours: take nextCursor of the page before.");
    filters.push(sql`id < ${after}`);
  }
  if (input.email !== undefined) {
    const address = normaliseEmail(input.email);
    if (!address.ok) return { items: [], nextCursor: null };
    filters.push(sql`email = ${address.email}`);
  }
  if (input.status === "accepted") filters.push(sql`status < 400`);
  else if (input.status === "refused") filters.push(sql`status >= 400`);
  else if (input.status !== undefined) filters.push(sql`status = ${input.status}`);
  if (input.origin !== undefined) filters.push(sql`origin = ${input.origin}`);
  // Ids are time: the partitions outside the range are not even looked at.
  if (input.from !== undefined) filters.push(sql`id >= ${uuidFloor(new Date(input.from))}`);
  if (input.to !== undefined) filters.push(sql`id < ${uuidFloor(new Date(input.to))}`);
  const rows = await sql<RequestRow[]>`
    select ${requestColumns(sql)} from inbound_requests
    where ${filters.flatMap((filter, index) => (index === 0 ? [filter] : [sql`and`, filter]))}
    order by id desc limit ${input.limit + 1}`;
  return toPage(rows, input.limit, (row) => fromUuid("req", row.id), presentRequest);
}

/** The ledger of one audience, newest first. */
export const listAudienceRequests = (
  ctx: WorkspaceCtx,
  input: Input<typeof listAudienceRequestsContract>,
): Promise<Answer<typeof listAudienceRequestsContract>> => listRequests(ctx, input);
