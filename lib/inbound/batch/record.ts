import type { AnySql } from "@/db/client";
import type { Write } from "@/db/together";
import { transactionOf } from "../../contacts/conflict";
import type { Settled } from "../arrival";
import { answersWrite } from "../idempotency";
import { type LedgerEntry, ledgerWrite, masked, scrubRequests, trafficWrite } from "../ledger";
import { doorLimits } from "../limits";
import { erasedBy } from "./erased";
import { type BatchMemory, type Hook, minuteOf, type Passage } from "./passage";

type Traffic = Parameters<typeof trafficWrite>[0][number];

/** Refusals that are by design: an add-only URL, an address that nobody has, a limit. None is an alarm, and tests are none either. */
const expected = new Set([404, 409, 429]);

/**
 * What remembers the batch: ledger and traffic, which every batch writes, and what only some do.
 * @param refused gets what this batch refused, by hook and minute: it may run more than once, and counts when it is committed
 */
export function record(
  sql: AnySql,
  memory: BatchMemory,
  refused: Map<string, number>,
  passages: Passage[],
  settled: Settled[],
): { writes: Write[]; rarely: Promise<void> | null } {
  const entries: LedgerEntry[] = [];
  const counts = new Map<string, Traffic>();
  const answers: Parameters<typeof answersWrite>[0] = [];
  const erased = erasedBy(passages, settled);
  for (const [index, passage] of passages.entries()) {
    const outcome = settled[index];
    const { hook, arrival } = passage;
    if (hook === null || outcome === undefined) continue;
    const key = `${hook.id} ${minuteOf(arrival.at)}`;
    const count = counts.get(key) ?? noTraffic(hook.id, arrival.at);
    counts.set(key, count);
    const accepted = outcome.status < 400;
    count.accepted += accepted ? 1 : 0;
    count.refused += accepted ? 0 : 1;
    count.alarming += !accepted && !expected.has(outcome.status) && arrival.origin === "door" ? 1 : 0;
    if (!accepted && isOverLedgerCap(memory, refused, key)) count.unlogged++;
    else entries.push(ledgerEntry(passage, hook, outcome, erased.passages.has(passage)));
    if (arrival.idempotency !== null && accepted && !outcome.replayed && !erased.passages.has(passage))
      answers.push({
        hookId: hook.id,
        ...arrival.idempotency,
        status: outcome.status,
        answer: outcome.answer,
        at: arrival.at,
      });
  }
  return {
    writes: [
      ledgerWrite(entries),
      trafficWrite([...counts.values()]),
      // Many senders name no key at all.
      ...(answers.length === 0 ? [] : [answersWrite(answers)]),
    ],
    rarely: erased.everywhere.length === 0 ? null : scrubRequests(transactionOf(sql), erased.everywhere),
  };
}

const noTraffic = (hookId: string, at: Date): Traffic => ({
  hookId,
  minute: new Date(minuteOf(at) * 60_000),
  accepted: 0,
  refused: 0,
  unlogged: 0,
  alarming: 0,
});

function isOverLedgerCap(memory: BatchMemory, refused: Map<string, number>, key: string): boolean {
  // Only the current minutes matter; the map starts anew when many hooks and minutes have come together.
  if (memory.refused.size > 10_000) memory.refused.clear();
  const now = (refused.get(key) ?? 0) + 1;
  refused.set(key, now);
  return (memory.refused.get(key) ?? 0) + now > doorLimits.refusedPerMinuteMax;
}

/** The mask knows what headers are usually called; this hook's owner may have named its own. */
function withoutSignature(headers: Record<string, string>, { signature }: Hook): Record<string, string> {
  if (signature === null || signature.settings.scheme === "standard") return headers;
  const { header } = signature.settings;
  return headers[header] === undefined ? headers : { ...headers, [header]: masked };
}

function ledgerEntry({ arrival, read }: Passage, hook: Hook, settled: Settled, erased: boolean): LedgerEntry {
  const { status, answer, replayed, after } = settled;
  return {
    arrival,
    headers: withoutSignature(arrival.headers, hook),
    hook,
    status,
    outcome: replayed ? "repeated" : (answer.outcome ?? "refused"),
    message: answer.message,
    issues: answer.issues ?? null,
    ignored: read === null || read.ignored.length === 0 ? null : read.ignored,
    fieldKeys: read === null ? null : Object.keys(read.fields).filter((key) => read.fields[key] !== null),
    email: read?.email ?? null,
    contactId: after?.id ?? null,
    erased,
  };
}
