import type { TransactionSql } from "@/db/client";
import { fragment } from "@/db/fragment";
import { rowsOf } from "@/db/rows";
import type { Write } from "@/db/together";
import type { Issue } from "../errors";
import type { Arrival } from "./arrival";

const requestRows = rowsOf({
  id: "uuid",
  workspace_id: "uuid",
  audience_id: "uuid",
  hook_id: "uuid",
  origin: "text",
  mode: "text",
  method: "text",
  content_type: "text",
  headers: "json not null",
  body: "bytea",
  query: "text",
  replay_of: "uuid",
  status: "int",
  outcome: "text",
  message: "text",
  issues: "jsonb",
  ignored: "text[]",
  field_keys: "text[]",
  email: "text",
  contact_id: "uuid",
  ip: "text",
  user_agent: "text",
  duration_ms: "real",
  created_at: "timestamptz",
});
const addressRows = rowsOf({ workspace_id: "uuid", email: "text" });
const trafficRows = rowsOf({
  hook_id: "uuid",
  minute: "timestamptz",
  accepted: "int",
  refused: "int",
  unlogged: "int",
  alarming: "int",
});

/** A row of the ledger about to be written. Ids are bare UUIDs. */
export interface LedgerEntry {
  arrival: Arrival;
  /** As they are kept. */
  headers: Record<string, string>;
  hook: { id: string; workspaceId: string; audienceId: string };
  status: number;
  outcome: string;
  message: string;
  issues: Issue[] | null;
  ignored: string[] | null;
  fieldKeys: string[] | null;
  email: string | null;
  contactId: string | null;
  /** The contact was deleted with this batch: what came is kept, from whom is not. */
  erased: boolean;
}

/** Writes the requests of a batch to the ledger. */
export function ledgerWrite(entries: LedgerEntry[]): Write {
  const rows = entries.map((entry) => {
    const { arrival, hook } = entry;
    return {
      id: arrival.id,
      workspace_id: hook.workspaceId,
      audience_id: hook.audienceId,
      hook_id: hook.id,
      origin: arrival.origin,
      mode: arrival.mode,
      method: arrival.method,
      content_type: arrival.contentType?.slice(0, 200) ?? null,
      headers: entry.erased ? {} : entry.headers,
      body: entry.erased ? null : arrival.body,
      query: entry.erased ? null : (arrival.query ?? null),
      replay_of: arrival.replayOf ?? null,
      status: entry.status,
      outcome: entry.outcome,
      message: entry.message,
      issues: entry.erased ? null : entry.issues,
      ignored: entry.ignored,
      field_keys: entry.fieldKeys,
      email: entry.erased ? null : entry.email,
      contact_id: entry.contactId,
      ip: entry.erased ? null : arrival.ip,
      user_agent: entry.erased ? null : arrival.userAgent,
      duration_ms: Math.round((performance.now() - arrival.startedMs) * 100) / 100,
      created_at: arrival.at,
    };
  });
  const statement = fragment`
    insert into inbound_requests (id, workspace_id, audience_id, hook_id, origin, mode, method, content_type, headers, body, query,
      replay_of, status, outcome, message, issues, ignored, field_keys, email, contact_id, ip, user_agent, duration_ms, created_at)
    select * from ${requestRows(rows)} as r`;
  return { name: "logged", statement };
}

/** Takes the personal data of addresses that were deleted everywhere out of the workspace's earlier requests. */
export async function scrubRequests(
  tx: TransactionSql,
  addresses: { workspaceId: string; email: string }[],
): Promise<void> {
  const rows = addresses.map(({ workspaceId, email }) => ({ workspace_id: workspaceId, email }));
  await tx`
    update inbound_requests q set email = null, body = null, query = null, headers = '{}', issues = null, ip = null, user_agent = null
    from ${addressRows(rows)} as r
    where q.workspace_id = r.workspace_id and q.email = r.email`;
}

/** Adds to the hooks' requests of this minute. */
export function trafficWrite(
  counts: { hookId: string; minute: Date; accepted: number; refused: number; unlogged: number; alarming: number }[],
): Write {
  const rows = counts
    .map(({ hookId, ...count }) => ({ hook_id: hookId, ...count }))
    .sort((a, b) => (a.hook_id < b.hook_id ? -1 : 1));
  const statement = fragment`
    insert into inbound_traffic (hook_id, minute, accepted, refused, unlogged, alarming)
    select * from ${trafficRows(rows)} as r
    on conflict (hook_id, minute, slot) do update set accepted = inbound_traffic.accepted + excluded.accepted,
      refused = inbound_traffic.refused + excluded.refused, unlogged = inbound_traffic.unlogged + excluded.unlogged,
      alarming = inbound_traffic.alarming + excluded.alarming`;
  return { name: "metered", statement };
}

const secretHeader = /auth|cookie|token|secret|signature|key|password|credential/;
/** Proxies that rewrite paths add the original one. */
const secretInPath = /(\/v1\/[a-z-]+-webhooks\/)[^/\s?]+/g;
/** What stands for a value that must not be kept. */
export const masked = "•••";
const headersMax = 40;
const headerCharactersMax = 500;

/** Headers as the ledger keeps them: lower case, capped, and without whatever may open a door. */
export function maskHeaders(headers: Iterable<[string, string | string[] | undefined]>): Record<string, string> {
  const kept: Record<string, string> = {};
  let count = 0;
  for (const [name, value] of headers) {
    if (value === undefined || name === "__proto__" || count === headersMax) continue;
    count++;
    const text = typeof value === "string" ? value : value.join(", ");
    kept[name] = secretHeader.test(name)
      ? masked
      : text.slice(0, headerCharactersMax).replace(secretInPath, `$1${masked}`);
  }
  return kept;
}
