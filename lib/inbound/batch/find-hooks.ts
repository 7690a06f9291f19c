import { type AnySql, isTransaction } from "@/db/client";
import type { HookScope, ResubscribeRule } from "@/db/enums";
import { fragment } from "@/db/fragment";
import { rowsOf } from "@/db/rows";
import type { Write } from "@/db/together";
import { type AudienceConfig, loadAudienceConfigs } from "../../audiences/config";
import { unseal } from "../../crypto";
import type { Arrival } from "../arrival";
import { findKind } from "../kinds";
import { signatureSettingsSchema } from "../signatures/settings";
import { parseMapping } from "../workspace-webhooks/mapping";
import type { BatchMemory, Hook } from "./passage";

interface HookRow {
  id: string;
  workspaceId: string;
  audienceId: string;
  kind: string;
  secretHash: string;
  active: boolean;
  version: string;
  successRedirect: string | null;
  errorRedirect: string | null;
  allowedOrigins: string[];
  configVersion: number;
  tags: string[];
  methods: string[];
  ratePerMinute: number | null;
  signature: unknown;
  signatureSecret: Uint8Array | null;
  resubscribe: ResubscribeRule;
  scope: HookScope;
  mapping: unknown;
  startsJourneys: boolean;
}

/** The hooks of a batch. */
export interface FoundHooks {
  all: Hook[];
  /** Which hook a request came to. */
  of(arrival: Pick<Arrival, "hook">): Hook | null;
  /** Part of what the batch writes: keeps all of it from being written when one of the hooks is no longer what the batch took it for. */
  unchanged: Write;
}

/**
 * The hooks of a batch. A paused one exists for its workspace alone. Without a transaction they are what they were last time, if a process
 * remembers: whether they still are is found out by the statement that writes.
 */
export async function findHooks(
  sql: AnySql,
  key: Uint8Array,
  memory: BatchMemory,
  arrivals: readonly Pick<Arrival, "hook">[],
): Promise<FoundHooks> {
  const hashes = new Set<string>();
  const ids = new Set<string>();
  for (const { hook } of arrivals) {
    if ("hookId" in hook) ids.add(hook.hookId);
    else hashes.add(hook.secretHash);
  }
  const remembered = isTransaction(sql) ? [] : [...hashes].flatMap((hash) => memory.hooks.get(hash) ?? []);
  for (const { secretHash } of remembered) hashes.delete(secretHash);
  const read = hashes.size + ids.size === 0 ? [] : await readHooks(sql, key, [...hashes], [...ids]);
  const byHash = new Map([...remembered, ...read].map((hook) => [hook.secretHash, hook]));
  // In a transaction nothing comes between.
  const compared = isTransaction(sql) ? [] : [...byHash.values()];
  const byId = new Map(read.map((hook) => [hook.id, hook]));
  for (const hash of hashes) remember(memory, hash, byHash.get(hash));
  return {
    all: [...byHash.values()],
    of: ({ hook: ref }) => {
      if ("hookId" in ref) return byId.get(ref.hookId) ?? null;
      const hook = byHash.get(ref.secretHash);
      // A secret opens its own kind's door alone.
      return hook === undefined || hook.kind.prefix !== ref.prefix ? null : hook;
    },
    unchanged: {
      name: "unchanged",
      statement: fragment`
        select 1 from ${versionRows(compared)} as r, lateral (${hookColumns} where h.id = r.id limit 1) as found
        where ${versionOf} = r.version`,
      rows: compared.length,
    },
  };
}

function remember(memory: BatchMemory, secretHash: string, hook: Hook | undefined): void {
  if (!hook?.active) {
    memory.hooks.delete(secretHash);
    return;
  }
  // Hooks are few; a process that has seen a thousand starts anew instead of growing.
  if (memory.hooks.size >= 1_000 && !memory.hooks.has(secretHash)) memory.hooks.clear();
  memory.hooks.set(secretHash, hook);
}

const versionRows = rowsOf({ id: "uuid", version: "text" });

const hookColumns = fragment`
  select h.id, h.workspace_id as "workspaceId", h.audience_id as "audienceId", h.kind, encode(h.secret_hash, 'hex') as "secretHash",
    h.active, h.success_redirect as "successRedirect", h.error_redirect as "errorRedirect", h.allowed_origins as "allowedOrigins",
    h.methods, h.rate_per_minute as "ratePerMinute", h.signature, h.signature_secret as "signatureSecret", h.resubscribe, h.scope,
    h.mapping, a.config_version as "configVersion",
    exists (select from journeys j where j.workspace_id = h.workspace_id and j.trigger_event = 'contact.received'
      and j.status = 'live' and j.audience_id is not distinct from h.audience_id) as "startsJourneys",
    case when h.tag_ids = '{}' then '[]'::json else
      (select coalesce(json_agg(t.name order by t.match_name), '[]') from tags t where t.id = any(h.tag_ids) and t.removed_at is null)
    end as tags
  from inbound_hooks h join audiences a on a.id = h.audience_id`;

/** Of all that was read of a `found` hook. */
const versionOf = fragment`encode(sha256(convert_to(found::text, 'UTF8')), 'hex')`;

async function readHooks(sql: AnySql, key: Uint8Array, hashes: string[], ids: string[]): Promise<Hook[]> {
  const rows = await sql<HookRow[]>`
    select found.*, ${versionOf} as version from (${hookColumns}
      where h.id = any(${ids}::uuid[])
        or (h.active and h.secret_hash = any(array(select decode(hash, 'hex') from unnest(${hashes}::text[]) hash)))) as found`;
  return rows.flatMap((row) => readHook(row, key) ?? []);
}

/** Null for a kind that a newer version has written. */
function readHook({ signatureSecret, ...row }: HookRow, key: Uint8Array): Hook | null {
  const kind = findKind(row.kind);
  if (kind === null) return null;
  const signature =
    row.signature === null || signatureSecret === null
      ? null
      : { settings: signatureSettingsSchema.parse(row.signature), secret: unseal(key, signatureSecret) };
  return { ...row, kind, signature, mapping: parseMapping(row.mapping) };
}

/** The batch's own view of the configurations: what a process remembers may change while the batch is under way. */
export async function configsOf(
  sql: AnySql,
  memory: BatchMemory,
  wanted: { audienceId: string; configVersion: number }[],
): Promise<Map<string, AudienceConfig>> {
  const configs = new Map<string, AudienceConfig>();
  const stale = new Set<string>();
  for (const { audienceId, configVersion } of wanted) {
    const known = memory.configs.get(audienceId);
    if (known?.version === configVersion) configs.set(audienceId, known);
    else stale.add(audienceId);
  }
  if (stale.size === 0) return configs;
  // Configurations are small, audiences few; a process that has seen a thousand starts anew instead of growing.
  if (memory.configs.size > 1_000) memory.configs.clear();
  for (const [id, config] of await loadAudienceConfigs(sql, [...stale])) {
    configs.set(id, config);
    memory.configs.set(id, config);
  }
  return configs;
}
