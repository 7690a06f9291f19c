import type { TransactionSql } from "@/db/client";
import { contactTransaction } from "../../contacts/conflict";
import type { Ctx, SignalName } from "../../context";
import { insertEvents } from "../../events/emit";
import { insertMails } from "../../mail/insert";
import { catchUp } from "./catch-up";
import { type Changed, changeContacts } from "./change-contacts";
import { journeyEvents } from "./events";
import { holdContacts, holdRuns } from "./hold";
import type { Move } from "./make";
import { failAt, type Walked } from "./walk";
import { countVisits, insertDeliveries, writeRuns, writeSteps } from "./write";

/**
 * Writes moves with everything that they ask for, in one transaction of a fixed number of statements for any number of them: contacts,
 * mails, requests, traces, counts, events, and where each run stands now. Only where the claim is still ours. A run whose contact somebody
 * is writing to at this moment is given back; one whose contact has gone is left to the relay, which ends it. Either all of it is there
 * afterwards or nothing: whoever dies here has done nothing.
 */
export async function applyMoves(ctx: Ctx, claimId: string, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const changes = moves.some((move) => move.changes.length > 0);
  const signals = changes
    ? await contactTransaction(ctx, (tx) => apply(tx, ctx, claimId, moves))
    : await ctx.sql.begin((tx) => apply(tx, ctx, claimId, moves));
  for (const signal of new Set(signals)) ctx.signals.send(signal);
}

async function apply(tx: TransactionSql, ctx: Ctx, claimId: string, moves: readonly Move[]): Promise<SignalName[]> {
  const ours = await holdRuns(tx, claimId, moves);
  const mine = moves.filter(({ surroundings }) => ours.has(surroundings.run.id));
  if (mine.length === 0) return [];
  const changed = await changeContacts(tx, mine);
  const held = await holdContacts(tx, mine);
  const settled: Move[] = [];
  const busy: string[] = [];
  for (const move of mine) {
    const { run } = move.surroundings;
    const status = changed.get(run.id)?.contact?.status ?? held.get(run.contactId);
    if (status === undefined) busy.push(run.id);
    else settled.push(settle(move, status, changed.get(run.id)));
  }
  const mails = settled.flatMap((one) => one.mails.map(({ mail }) => mail));
  const now = ctx.now();
  const events = await journeyEvents(tx, settled, now);
  const [caughtUp] = await Promise.all([
    writeRuns(tx, settled, now).then(() => catchUp(tx, settled, now)),
    insertDeliveries(tx, settled, now),
    insertMails(tx, mails),
    writeSteps(tx, settled, now),
    countVisits(tx, settled),
    insertEvents(tx, events),
    busy.length === 0
      ? null
      : tx`
      update journey_runs set claim_id = null, leased_until = null, attempts = attempts - 1 where id = any(${busy}::uuid[])`,
  ]);
  return [
    ...(settled.some(({ deliveries }) => deliveries.length > 0) ? (["deliveries/queued"] as const) : []),
    ...(mails.length > 0 ? (["mail/queued"] as const) : []),
    ...(events.length > 0 ? (["events/recorded"] as const) : []),
    ...(caughtUp > 0 ? (["journeys/due"] as const) : []),
  ];
}

/** A move as the world of this moment lets it be: no mail for who is not Active any more, no progress behind a refused change. */
function settle(move: Move, status: string, changed: Changed | undefined): Move {
  const { walked, mails, changes } = move;
  if (mails.length > 0 && status !== "subscribed")
    return settle({ ...move, walked: because(walked, mails, notActive), mails: [] }, status, changed);
  if (changed !== undefined && changed.refusal !== null)
    return { ...move, walked: failAt(walked, changed.refusal.step, changed.refusal.reason) };
  return changed?.statusKept === true ? { ...move, walked: because(walked, changes, statusKept) } : move;
}

const statusKept = "The contact was updated; its status stays, by the rules of consent.";
const notActive = "Got no mail: only Active contacts do.";

/** What the trace says of these visits. */
function because(walked: Walked, of: readonly { step: number }[], reason: string): Walked {
  const visits = new Set(of.map(({ step }) => step));
  return { ...walked, steps: walked.steps.map((step) => (visits.has(step.number) ? { ...step, reason } : step)) };
}
