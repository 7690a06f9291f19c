import type { MailState } from "@/db/enums";
import { fromUuid, newUuid } from "@/db/ids";
import type { Ctx } from "../context";
import { captureDue } from "./capture-due";
import type { MailOwner, OwnedMail } from "./owner";
import { judgeAll, tellOwners } from "./owners";
import { redactLinks } from "./redact-links";
import { retryDelayMs } from "./retry-delay";
import type { MailTransport, OutgoingMail, SendResult } from "./transport";

const batchSize = 50;
/** Longer than a whole batch can take with every connection timing out, so that a lease ends only with its process. */
const leaseMs = 15 * 60_000;
/** When whoever has a word in it could not be asked. */
const laterMs = 1_000;

/** With its bare UUID, as raw statements have it. */
interface ClaimedMail extends OutgoingMail, OwnedMail {
  kind: string;
  attempts: number;
}

/**
 * One step of the mail drain: sends what is due, or captures it when there is no transport. Answers whether there may be more.
 * A mail that was being sent when its process died is marked unknown, never sent again by itself: it may have arrived.
 */
export async function sendDueMail(
  ctx: Ctx,
  transport: MailTransport | null,
  owners: readonly MailOwner[] = [],
): Promise<boolean> {
  await markLost(ctx);
  if (transport === null) return captureDue(ctx, owners);
  const claimId = newUuid();
  const claimed = await claimDue(ctx, claimId);
  const verdicts = await ctx.sql.begin((tx) => judgeAll(tx, ctx, owners, claimed));
  await Promise.all(
    claimed.map(async (mail) => {
      const verdict = verdicts.get(mail.id) ?? "go";
      if (verdict === "later") await putOff(ctx, claimId, mail);
      else if (verdict !== "go") await writeResult(ctx, owners, claimId, mail, gaveUp(verdict.refusal, ctx.now()));
      else {
        const result = await transport.send({ ...mail, id: fromUuid("mai", mail.id) });
        await writeResult(ctx, owners, claimId, mail, decide(result, mail.attempts, ctx.now()));
      }
    }),
  );
  return claimed.length === batchSize;
}

async function markLost(ctx: Ctx): Promise<void> {
  await ctx.sql`
    update mails set state = 'unknown', claim_id = null,
      error = 'The server stopped while this was being sent. It may have arrived.'
    where state = 'sending' and due_at <= ${ctx.now()}`;
}

async function claimDue(ctx: Ctx, claimId: string): Promise<ClaimedMail[]> {
  return ctx.sql<ClaimedMail[]>`
    update mails set state = 'sending', claim_id = ${claimId}, attempts = attempts + 1,
      due_at = ${new Date(ctx.now().getTime() + leaseMs)}
    where id in (
      select id from mails where state = 'queued' and due_at <= ${ctx.now()}
      order by due_at limit ${batchSize} for update skip locked)
    returning id, kind, run_id as "runId", contact_id as "contactId", from_name as "fromName", from_address as "fromAddress",
      reply_to as "replyTo", to_address as "to", subject, html, text, headers, attempts`;
}

interface Result {
  state: MailState;
  dueAt: Date;
  error: string | null;
}

const gaveUp = (error: string, now: Date): Result => ({ state: "failed", dueAt: now, error });

/** What becomes of a mail: sent, in doubt, tried again later, or given up. */
function decide(result: SendResult, attempts: number, now: Date): Result {
  if (result.outcome === "sent") return { state: "sent", dueAt: now, error: null };
  if (result.outcome === "unknown")
    return { state: "unknown", dueAt: now, error: `It may have arrived: ${result.reason}` };
  const delayMs = result.outcome === "refused" ? null : retryDelayMs(attempts);
  if (delayMs === null) return gaveUp(result.reason, now);
  return { state: "queued", dueAt: new Date(now.getTime() + delayMs), error: result.reason };
}

async function putOff({ sql, now }: Ctx, claimId: string, { id }: ClaimedMail): Promise<void> {
  await sql`
    update mails set state = 'queued', claim_id = null, attempts = attempts - 1, due_at = ${new Date(now().getTime() + laterMs)}
    where id = ${id} and claim_id = ${claimId}`;
}

/** Only where the claim is still ours: a lease that ended has been judged by somebody else. */
async function writeResult(
  ctx: Ctx,
  owners: readonly MailOwner[],
  claimId: string,
  mail: ClaimedMail,
  { state, dueAt, error }: Result,
): Promise<void> {
  const sent = state === "sent";
  await ctx.sql.begin(async (tx) => {
    const { count } = await tx`
      update mails set state = ${state}, due_at = ${dueAt}, error = ${error}, claim_id = null, sent_at = ${sent ? dueAt : null},
        html = ${sent ? redactLinks(mail.html) : mail.html}, text = ${sent ? redactLinks(mail.text) : mail.text}
      where id = ${mail.id} and claim_id = ${claimId}`;
    if (count > 0 && (sent || state === "failed")) await tellOwners(tx, ctx, owners, [{ ...mail, error }]);
  });
  if (owners.some(({ kind }) => kind === mail.kind)) ctx.signals.send("events/recorded");
}
