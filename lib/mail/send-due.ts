import type { MailState } from "@/db/enums";
import { fromUuid, newUuid } from "@/db/ids";
import type { Ctx } from "../context";
import { redactLinks } from "./redact-links";
import { retryDelayMs } from "./retry-delay";
import type { MailTransport, OutgoingMail, SendResult } from "./transport";

const batchSize = 50;
/** Longer than a whole batch can take with every connection timing out, so that a lease ends only with its process. */
const leaseMs = 15 * 60_000;

/** With its bare UUID, as raw statements have it. */
interface ClaimedMail extends OutgoingMail {
  attempts: number;
}

/**
 * One step of the mail drain: sends what is due, or captures it when there is no transport. Answers whether there may be more.
 * A mail that was being sent when its process died is marked unknown, never sent again by itself: it may have arrived.
 */
export async function sendDueMail(ctx: Ctx, transport: MailTransport | null): Promise<boolean> {
  await markLost(ctx);
  if (transport === null) return captureDue(ctx);
  const claimId = newUuid();
  const claimed = await claimDue(ctx, claimId);
  await Promise.all(
    claimed.map(async (mail) => {
      const result = await transport.send({ ...mail, id: fromUuid("mai", mail.id) });
      await writeResult(ctx, claimId, mail, decide(result, mail.attempts, ctx.now()));
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

/** Exact: without a transport nothing leaves, so there is no lease and no doubt. */
async function captureDue(ctx: Ctx): Promise<boolean> {
  const captured = await ctx.sql`
    update mails set state = 'captured', error = null where id in (
      select id from mails where state = 'queued' and due_at <= ${ctx.now()}
      order by due_at limit ${batchSize} for update skip locked)`;
  return captured.count === batchSize;
}

async function claimDue(ctx: Ctx, claimId: string): Promise<ClaimedMail[]> {
  return ctx.sql<ClaimedMail[]>`
    update mails set state = 'sending', claim_id = ${claimId}, attempts = attempts + 1,
      due_at = ${new Date(ctx.now().getTime() + leaseMs)}
    where id in (
      select id from mails where state = 'queued' and due_at <= ${ctx.now()}
      order by due_at limit ${batchSize} for update skip locked)
    returning id, from_name as "fromName", from_address as "fromAddress", reply_to as "replyTo", to_address as "to", subject, html, text,
      headers, attempts`;
}

interface Verdict {
  state: MailState;
  dueAt: Date;
  error: string | null;
}

/** What becomes of a mail: sent, in doubt, tried again later, or given up. */
function decide(result: SendResult, attempts: number, now: Date): Verdict {
  if (result.outcome === "sent") return { state: "sent", dueAt: now, error: null };
  if (result.outcome === "unknown")
    return { state: "unknown", dueAt: now, error: `It may have arrived: ${result.reason}` };
  const delayMs = result.outcome === "refused" ? null : retryDelayMs(attempts);
  if (delayMs === null) return { state: "failed", dueAt: now, error: result.reason };
  return { state: "queued", dueAt: new Date(now.getTime() + delayMs), error: result.reason };
}

/** Only where the claim is still ours: a lease that ended has been judged by somebody else. */
async function writeResult(ctx: Ctx, claimId: string, mail: ClaimedMail, verdict: Verdict): Promise<void> {
  const sent = verdict.state === "sent";
  await ctx.sql`
    update mails set state = ${verdict.state}, due_at = ${verdict.dueAt}, error = ${verdict.error}, claim_id = null,
      sent_at = ${sent ? verdict.dueAt : null},
      html = ${sent ? redactLinks(mail.html) : mail.html}, text = ${sent ? redactLinks(mail.text) : mail.text}
    where id = ${mail.id} and claim_id = ${claimId}`;
}
