import type { TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import { type AudienceConfig, loadAudienceConfigs } from "../audiences/config";
import { type ChangeResult, type ContactChange, isRefused } from "../contacts/change";
import { contactTransaction } from "../contacts/conflict";
import { planContacts } from "../contacts/write";
import type { Ctx } from "../context";
import type { Arrival, DoorAnswer, HookReply, Settled } from "./arrival";
import { findAnswers, rememberAnswers } from "./idempotency";
import type { Interpreted } from "./interpret-audience";
import { type InboundKind, inboundKinds, isInboundKind } from "./kinds";
import { countTraffic, type LedgerEntry, writeLedger } from "./ledger";
import { doorLimits } from "./limits";
import { type Refusal, refusal } from "./refusal";

/** A hook as the batch's own transaction found it. */
interface Hook extends HookReply {
  id: string;
  workspaceId: string;
  audienceId: string;
  kind: string;
  secretHash: string;
  configVersion: number;
}

/** What a process keeps between batches. Nothing here decides alone: versions are compared in every transaction. */
export interface BatchMemory {
  configs: Map<string, AudienceConfig>;
  /** Refused requests by hook and minute. */
  refused: Map<string, number>;
}

export const newBatchMemory = (): BatchMemory => ({
  configs: new Map(),
  refused: new Map(),
});

/** A request on its way through the batch. */
interface Passage {
  arrival: Arrival;
  hook: Hook | null;
  read: Interpreted | null;
  change: ContactChange | null;
  refusal: Refusal | null;
  /** The answer of an earlier delivery with the same idempotency key. */
  earlier: { status: number; answer: DoorAnswer } | null;
  /** An arrival of this batch with the same idempotency key, whose answer is ours too. */
  twinOf: Passage | null;
  result: ChangeResult | null;
}

/** Undoes a dry run: carries what would have been. */
class DryRun extends Error {
  constructor(readonly settled: Settled[]) {
    super("dry run");
  }
}

/**
 * Processes the requests of a batch in one transaction: finds their hooks, reads them by the audiences' newest configuration,
 * changes the contacts, and writes ledger, traffic and idempotent answers. When it resolves, everything is durable.
 */
export async function commitBatch(
  ctx: Ctx,
  memory: BatchMemory,
  arrivals: Arrival[],
  options: {
    dryRun?: boolean;
    /** Writes what has to be committed together with the batch, or not at all. */
    within?(tx: TransactionSql, settled: Settled[]): Promise<void>;
  } = {},
): Promise<Settled[]> {
  const run = async (tx: TransactionSql) => {
    const passages = await receive(tx, memory, arrivals);
    const changing = passages.filter((passage) => passage.change !== null);
    const planned = await planContacts(
      tx,
      changing.flatMap((passage) => passage.change ?? []),
    );
    for (const [index, passage] of changing.entries()) passage.result = planned.results[index] ?? null;
    const settled = passages.map(settle);
    // A batch may run more than once; what it refused counts when it is committed.
    const refused = new Map<string, number>();
    await Promise.all([planned.save(), ...record(tx, memory, refused, passages, settled)]);
    await options.within?.(tx, settled);
    if (options.dryRun) throw new DryRun(settled);
    return { settled, refused };
  };
  try {
    const { settled, refused } = await contactTransaction(ctx, run);
    for (const [key, count] of refused) memory.refused.set(key, (memory.refused.get(key) ?? 0) + count);
    return settled;
  } catch (error) {
    if (error instanceof DryRun) return error.settled;
    throw error;
  }
}

async function receive(tx: TransactionSql, memory: BatchMemory, arrivals: Arrival[]): Promise<Passage[]> {
  const hooks = await findHooks(tx, arrivals);
  const [configs, answers] = await Promise.all([
    configsOf(tx, memory, hooks.all),
    findAnswers(
      tx,
      arrivals.flatMap((arrival) => {
        const hook = hooks.of(arrival);
        return hook === null || arrival.idempotency === null ? [] : { hookId: hook.id, key: arrival.idempotency.key };
      }),
    ),
  ]);
  const firstByKey = new Map<string, Passage>();
  return arrivals.map((arrival) => {
    const hook = hooks.of(arrival);
    const passage = read(arrival, hook, hook === null ? undefined : configs.get(hook.audienceId));
    if (hook === null || arrival.idempotency === null) return passage;
    const key = `${hook.id} ${arrival.idempotency.key}`;
    const earlier = answers.get(key);
    const twin = firstByKey.get(key);
    if (earlier !== undefined) return repeat(passage, arrival.idempotency.bodyHash, earlier.bodyHash, { earlier });
    if (twin?.arrival.idempotency)
      return repeat(passage, arrival.idempotency.bodyHash, twin.arrival.idempotency.bodyHash, { twinOf: twin });
    firstByKey.set(key, passage);
    return passage;
  });
}

function repeat(passage: Passage, bodyHash: string, knownHash: string, known: Partial<Passage>): Passage {
  if (bodyHash === knownHash) return { ...passage, change: null, refusal: null, ...known };
  const message =
    "This idempotency key was used for another request within the last 24 hours. Use a new key for a new request.";
  return { ...passage, change: null, refusal: refusal(422, message) };
}

async function findHooks(tx: TransactionSql, arrivals: Arrival[]) {
  const hashes = new Set<string>();
  const ids = new Set<string>();
  for (const { hook } of arrivals) {
    if ("hookId" in hook) ids.add(hook.hookId);
    else hashes.add(hook.secretHash);
  }
  const all = await tx<Hook[]>`
    select h.id, h.workspace_id as "workspaceId", h.audience_id as "audienceId", h.kind, encode(h.secret_hash, 'hex') as "secretHash",
      h.success_redirect as "successRedirect", h.error_redirect as "errorRedirect", h.allowed_origins as "allowedOrigins",
      a.config_version as "configVersion"
    from inbound_hooks h join audiences a on a.id = h.audience_id
    where h.active and (h.id = any(${[...ids]}::uuid[])
      or h.secret_hash = any(array(select decode(hash, 'hex') from unnest(${[...hashes]}::text[]) hash)))`;
  const byHash = new Map(all.map((hook) => [hook.secretHash, hook]));
  const byId = new Map(all.map((hook) => [hook.id, hook]));
  return {
    all,
    of: ({ hook }: Arrival): Hook | null =>
      ("hookId" in hook ? byId.get(hook.hookId) : byHash.get(hook.secretHash)) ?? null,
  };
}

/** The batch's own view of the configurations: what a process remembers may change while the batch is under way. */
async function configsOf(tx: TransactionSql, memory: BatchMemory, hooks: Hook[]): Promise<Map<string, AudienceConfig>> {
  const configs = new Map<string, AudienceConfig>();
  const stale = new Set<string>();
  for (const { audienceId, configVersion } of hooks) {
    const known = memory.configs.get(audienceId);
    if (known?.version === configVersion) configs.set(audienceId, known);
    else stale.add(audienceId);
  }
  if (stale.size === 0) return configs;
  // Configurations are small, audiences few; a process that has seen a thousand starts anew instead of growing.
  if (memory.configs.size > 1_000) memory.configs.clear();
  for (const [id, config] of await loadAudienceConfigs(tx, [...stale])) {
    configs.set(id, config);
    memory.configs.set(id, config);
  }
  return configs;
}

function read(arrival: Arrival, hook: Hook | null, audience: AudienceConfig | undefined): Passage {
  const passage: Passage = {
    arrival,
    hook,
    read: null,
    change: null,
    refusal: null,
    earlier: null,
    twinOf: null,
    result: null,
  };
  const kind = kindOf(hook);
  const mode = kind === null || !Object.hasOwn(kind.modes, arrival.mode) ? undefined : kind.modes[arrival.mode];
  if (hook === null || kind === null || audience === undefined || mode === undefined)
    return { ...passage, hook: null, refusal: refusal(404, noSuchHook) };
  if (!arrival.content.ok) return { ...passage, refusal: arrival.content.refusal };
  const read = kind.interpret(arrival.content.entries, audience);
  const [issue] = read.issues;
  if (issue !== undefined || read.email === null)
    return { ...passage, read, refusal: refusal(400, summarise(read), read.issues) };
  const source = {
    type: "webhook" as const,
    id: fromUuid("hok", hook.id),
    requestId: fromUuid("req", arrival.id),
    ip: arrival.ip,
    userAgent: arrival.userAgent,
  };
  return { ...passage, read, change: kind.change(read, read.email, mode, audience, source, arrival.at) };
}

export const noSuchHook = "It looks like the webhook you're trying to access doesn't exist.";

const kindOf = (hook: Hook | null): InboundKind | null =>
  hook !== null && isInboundKind(hook.kind) ? inboundKinds[hook.kind] : null;

const summarise = (read: Interpreted): string =>
  read.issues
    .map((issue) => issue.message)
    .slice(0, 5)
    .join(" ");

function settle(passage: Passage): Settled {
  if (passage.twinOf !== null) return { ...settle(passage.twinOf), replayed: true };
  const { hook, result, earlier } = passage;
  const reply = { hook, replayed: earlier !== null, before: result?.before ?? null, after: result?.after ?? null };
  if (earlier !== null) return { ...reply, status: earlier.status, answer: earlier.answer };
  const requestId = fromUuid("req", passage.arrival.id);
  const ignored = passage.read?.ignored ?? [];
  const naming = ignored.length > 0 ? { ignored } : {};
  if (passage.refusal !== null) {
    const { status, message, issues } = passage.refusal;
    const answer = {
      success: false,
      message,
      outcome: "refused" as const,
      ...(issues ? { issues } : {}),
      ...naming,
      requestId,
    };
    return { ...reply, status, answer };
  }
  const kind = kindOf(hook);
  if (kind === null || result === null) throw new Error("a request without refusal has a result");
  const { status, message } = kind.answers[result.outcome];
  const issues = result.issues;
  const answer: DoorAnswer = {
    success: status === 200,
    message: issues.length > 0 ? issues.map((issue) => issue.message).join(" ") : message,
    outcome: result.outcome,
    ...(result.after === null || isRefused(result.outcome)
      ? {}
      : { contact: { id: fromUuid("con", result.after.id), email: result.after.email, status: result.after.status } }),
    ...(issues.length > 0 ? { issues } : {}),
    ...naming,
    requestId,
  };
  return { ...reply, status, answer };
}

/** The statements that remember the batch: ledger, traffic, idempotent answers. */
function record(
  tx: TransactionSql,
  memory: BatchMemory,
  refused: Map<string, number>,
  passages: Passage[],
  settled: Settled[],
): Promise<void>[] {
  const entries: LedgerEntry[] = [];
  const counts = new Map<
    string,
    { hookId: string; minute: Date; accepted: number; refused: number; unlogged: number; alarming: number }
  >();
  const answers: Parameters<typeof rememberAnswers>[1] = [];
  for (const [index, passage] of passages.entries()) {
    const outcome = settled[index];
    const { hook, arrival } = passage;
    if (hook === null || outcome === undefined) continue;
    const minute = Math.floor(arrival.at.getTime() / 60_000);
    const key = `${hook.id} ${minute}`;
    const count = counts.get(key) ?? {
      hookId: hook.id,
      minute: new Date(minute * 60_000),
      accepted: 0,
      refused: 0,
      unlogged: 0,
      alarming: 0,
    };
    counts.set(key, count);
    const accepted = outcome.status < 400;
    count.accepted += accepted ? 1 : 0;
    count.refused += accepted ? 0 : 1;
    // An add-only URL says 409 by design, and tests are somebody's experiments: neither is an alarm.
    count.alarming += !accepted && outcome.status !== 409 && arrival.origin === "door" ? 1 : 0;
    if (!accepted && isOverLedgerCap(memory, refused, key)) count.unlogged++;
    else entries.push(ledgerEntry(passage, hook, outcome));
    if (arrival.idempotency !== null && accepted && !outcome.replayed)
      answers.push({
        hookId: hook.id,
        ...arrival.idempotency,
        status: outcome.status,
        answer: outcome.answer,
        at: arrival.at,
      });
  }
  return [writeLedger(tx, entries), countTraffic(tx, [...counts.values()]), rememberAnswers(tx, answers)];
}

function isOverLedgerCap(memory: BatchMemory, refused: Map<string, number>, key: string): boolean {
  // Only the current minutes matter; the map starts anew when many hooks and minutes have come together.
  if (memory.refused.size > 10_000) memory.refused.clear();
  const now = (refused.get(key) ?? 0) + 1;
  refused.set(key, now);
  return (memory.refused.get(key) ?? 0) + now > doorLimits.refusedPerMinuteMax;
}

function ledgerEntry(passage: Passage, hook: Hook, { status, answer, replayed }: Settled): LedgerEntry {
  const { arrival, read, result } = passage;
  return {
    arrival,
    hook,
    status,
    outcome: replayed ? "repeated" : (answer.outcome ?? "refused"),
    message: answer.message,
    issues: answer.issues ?? null,
    ignored: read === null || read.ignored.length === 0 ? null : read.ignored,
    fieldKeys: read === null ? null : Object.keys(read.fields).filter((key) => read.fields[key] !== null),
    email: read?.email ?? null,
    contactId: result?.after?.id ?? null,
  };
}
