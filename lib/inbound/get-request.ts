import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { getRequestContract } from "./contract";
import { presentRequest, type RequestRow, requestColumns } from "./list-requests";

interface DetailRow extends RequestRow {
  contentType: string | null;
  headers: Record<string, string>;
  body: Uint8Array | null;
  query: string | null;
  issues: { path: string; message: string }[] | null;
  ignored: string[] | null;
  fieldKeys: string[] | null;
  note: string | null;
  ip: string | null;
  userAgent: string | null;
}

/** One request with headers (secrets masked) and body. Throws not_found. */
export async function getRequest(
  ctx: WorkspaceCtx,
  input: Input<typeof getRequestContract>,
): Promise<Answer<typeof getRequestContract>> {
  authorize(ctx, "read");
  const { sql } = ctx;
  const [row] = await sql<DetailRow[]>`
    select found.*, h.kind as "hookKind", h.name as "hookName"
    from (
      select ${requestColumns(sql)}, content_type as "contentType", headers, body, query, issues, ignored, field_keys as "fieldKeys", note,
        ip, user_agent as "userAgent"
      from inbound_requests
      where workspace_id = ${toUuid("wks", ctx.workspace.id)} and id = ${toUuid("req", input.requestId)}) found
    left join inbound_hooks h on h.id = found."hookId"`;
  if (row === undefined) throw notFound("request");
  const replays = await sql<{ id: string; status: number; outcome: string; createdAt: Date }[]>`
    select id, status, outcome, created_at as "createdAt" from inbound_requests
    where replay_of = ${row.id} and workspace_id = ${toUuid("wks", ctx.workspace.id)} order by id desc limit 20`;
  return {
    ...presentRequest(row),
    contentType: row.contentType,
    headers: row.headers,
    body: row.body === null ? null : new TextDecoder().decode(row.body),
    bodyBytes: row.body?.length ?? null,
    query: row.query,
    issues: row.issues ?? [],
    ignored: row.ignored ?? [],
    fieldKeys: row.fieldKeys ?? [],
    note: row.note,
    replays: replays.map(({ id, createdAt, ...replay }) => ({
      id: fromUuid("req", id),
      ...replay,
      createdAt: createdAt.toISOString(),
    })),
    ip: row.ip,
    userAgent: row.userAgent,
  };
}
