import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { allOf } from "../request-filter";
import { type Chosen, chosenConditions } from "./choose";

const requestsPerStep = 200;
/** Bodies are the only large thing in memory. */
const bytesPerStep = 4 * 1024 * 1024;

/** A request as the ledger has it, with the state of its webhook. Ids are bare UUIDs. */
export interface LoggedRequest {
  id: string;
  hookId: string;
  hook: "active" | "paused" | "deleted";
  mode: string;
  method: string;
  contentType: string | null;
  headers: Record<string, string>;
  body: Uint8Array | null;
  query: string | null;
  ip: string | null;
  userAgent: string | null;
}

/** The next requests of a replay, oldest first. `last` tells that none come after them. */
export async function loadLogged(
  ctx: WorkspaceCtx,
  { upTo, ...chosen }: Chosen & { upTo: string },
  after: string | null,
): Promise<{ requests: LoggedRequest[]; last: boolean }> {
  const { sql } = ctx;
  const conditions = chosenConditions(ctx, chosen);
  if (conditions === null) return { requests: [], last: true };
  conditions.push(sql`id <= ${toUuid("req", upTo)}`);
  if (after !== null) conditions.push(sql`id > ${toUuid("req", after)}`);
  const sizes = await sql<{ id: string; bytes: number }[]>`
    select id, coalesce(octet_length(body), 0) as bytes from inbound_requests
    where ${allOf(sql, conditions)} order by id limit ${requestsPerStep}`;
  const ids = whatFits(sizes);
  const requests = await sql<LoggedRequest[]>`
    select r.id, r.hook_id as "hookId", r.mode, r.method, r.content_type as "contentType", r.headers, r.body, r.query, r.ip,
      r.user_agent as "userAgent",
      case when h.id is null then 'deleted' when h.active then 'active' else 'paused' end as hook
    from inbound_requests r left join inbound_hooks h on h.id = r.hook_id
    where r.workspace_id = ${toUuid("wks", ctx.workspace.id)} and r.id = any(${ids}::uuid[]) order by r.id`;
  return { requests, last: ids.length === sizes.length && sizes.length < requestsPerStep };
}

/** At least one. */
function whatFits(sizes: { id: string; bytes: number }[]): string[] {
  let bytes = 0;
  const ids: string[] = [];
  for (const size of sizes) {
    if (ids.length > 0 && bytes + size.bytes > bytesPerStep) break;
    bytes += size.bytes;
    ids.push(size.id);
  }
  return ids;
}
