import { fromUuid, toUuid, uuidFloor } from "@/db/ids";
import type { AudienceConfig } from "../../audiences/config";
import { audienceOf } from "../../contacts/audience-of";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { listPaths } from "../../mapping/json-path";
import { matchKey } from "../../mapping/match-key";
import { authorize } from "../../workspaces/permissions";
import { type Entries, parseBody, parseUrlencoded } from "../parse-body";
import { readTrafficOf } from "../traffic";
import type { LastRequest, lastRequestContract } from "./contract";
import { loadWebhook } from "./load";

const valuesMax = 300;
const previewCharactersMax = 200;
/** Where the newest kept request is looked for, before the webhook's last minute with traffic. */
const windowMs = 24 * 3_600_000;

interface LoggedRow {
  id: string;
  contentType: string | null;
  body: Uint8Array | null;
  query: string | null;
  status: number;
  message: string;
  createdAt: Date;
}

/** The newest request with every value that it brought, so that a mapping can be made by choosing. Throws `not_found`. */
export async function getLastRequest(
  ctx: WorkspaceCtx,
  { webhookId }: Input<typeof lastRequestContract>,
): Promise<Answer<typeof lastRequestContract>> {
  authorize(ctx, "read");
  const hook = await loadWebhook(ctx, webhookId);
  const { lastRequestAt } = await readTrafficOf(ctx, hook.id);
  if (lastRequestAt === null) return { request: null };
  const since = uuidFloor(new Date(new Date(lastRequestAt).getTime() - windowMs));
  const [row] = await ctx.sql<LoggedRow[]>`
    select id, content_type as "contentType", body, query, status, message, created_at as "createdAt" from inbound_requests
    where workspace_id = ${toUuid("wks", ctx.workspace.id)} and id >= ${since} and hook_id = ${toUuid("hok", hook.id)}
      and (body is not null or query is not null)
    order by id desc limit 1`;
  if (row === undefined) return { request: null };
  const entries = await entriesOf(row);
  const audience = await audienceOf(ctx, hook.audienceId);
  return {
    request: {
      id: fromUuid("req", row.id),
      receivedAt: row.createdAt.toISOString(),
      status: row.status,
      message: row.message,
      values: suggest(Object.fromEntries(entries), audience),
    },
  };
}

/** The values of a logged request; none of one that can't be read. */
async function entriesOf({ body, query, contentType }: LoggedRow): Promise<Entries> {
  const parsed =
    body === null ? parseUrlencoded(Buffer.from(query ?? "", "utf8")) : await parseBody(contentType ?? "", body);
  return parsed.ok ? parsed.entries : [];
}

/** Each value with what its key says that it is; of several that say the same, the outermost. */
function suggest(payload: unknown, audience: AudienceConfig): LastRequest["values"] {
  const taken = new Set<string>();
  const values = listPaths(payload, valuesMax).map(({ path, value }) => ({
    path,
    value,
    depth: path.split(/[.[]/).length,
  }));
  const suggested = new Map<string, string>();
  for (const { path } of [...values].sort((a, b) => a.depth - b.depth)) {
    const field = fieldFor(path, audience);
    if (field === null || taken.has(field)) continue;
    taken.add(field);
    suggested.set(path, field);
  }
  return values.map(({ path, value }) => ({
    path,
    value: value.slice(0, previewCharactersMax),
    field: suggested.get(path) ?? null,
  }));
}

function fieldFor(path: string, audience: AudienceConfig): string | null {
  const last = path.match(/([^.[\]"]+)"?\]?$/)?.[1] ?? "";
  const match = matchKey(last);
  if (match === "email" || match === "emailaddress") return "email";
  if (match === "tags") return "tags";
  return audience.fieldByMatchKey.get(match)?.key ?? null;
}
