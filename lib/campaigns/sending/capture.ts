import type { TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import type { Ctx } from "../../context";
import { insertEvents } from "../../events/emit";
import { buildMail, type MailRow } from "../../mail/build";
import { insertMails } from "../../mail/insert";
import type { Claim } from "./claim";
import type { ComposedMail, Unsent } from "./compose";
import { mailEvent } from "./events";
import { holdActiveContacts } from "./hold-contacts";
import { unsentResults, writeMessages } from "./write-messages";

/**
 * Keeps mails for the Mailbox instead of sending them: mails, events and states in one transaction. Exact: killed at any point, nobody is
 * left out and nobody gets two. Who is being changed at this moment is left claimed, and so are the mails of a campaign that was paused
 * meanwhile; pausing it now waits for this batch.
 */
export async function captureMails(ctx: Ctx, claim: Claim, mails: ComposedMail[], unsent: Unsent[]): Promise<void> {
  const now = ctx.now();
  await ctx.sql.begin(async (tx) => {
    const sending = await holdSending(tx, claim);
    const goesOn = ({ message }: Pick<ComposedMail, "message">) => sending.has(message.campaignId);
    const stillUnsent = unsent.filter(goesOn);
    const active = await holdActiveContacts(tx, mails.filter(goesOn));
    const ready = mails.filter(({ message }) => active.has(message.contactId));
    const ours = await writeMessages(tx, claim, [
      ...ready.map(({ message }) => ({
        id: message.id,
        state: "captured" as const,
        reason: null,
        attempts: message.attempts + 1,
        dueAt: now,
        sentAt: now,
      })),
      ...unsentResults(stillUnsent, now),
    ]);
    const captured = ready.filter(({ message }) => ours.has(message.id));
    const failed = stillUnsent.filter(({ message, state }) => state === "failed" && ours.has(message.id));
    await Promise.all([
      insertMails(
        tx,
        captured.map((composed) => capturedMail(composed, now)),
      ),
      insertEvents(tx, [
        ...captured.map((composed) => mailEvent(composed, "email.sent", now)),
        ...failed.flatMap((one) =>
          one.state === "failed" ? mailEvent(one, "email.failed", now, { reason: one.reason }) : [],
        ),
      ]),
    ]);
  });
  ctx.signals.send("events/recorded");
}

/** The campaigns of a claim that are still being sent. Nobody can pause them until the transaction ends. */
async function holdSending(tx: TransactionSql, { messages }: Claim): Promise<Set<string>> {
  const ids = [...new Set(messages.map(({ campaignId }) => campaignId))];
  const rows = await tx<{ id: string }[]>`
    select id from campaigns where id = any(${ids}::uuid[]) and status = 'sending' order by id for share`;
  return new Set(rows.map(({ id }) => id));
}

const capturedMail = ({ campaign, message, mail }: ComposedMail, now: Date): MailRow => ({
  ...buildMail({
    workspaceId: fromUuid("wks", campaign.workspaceId),
    contactId: fromUuid("con", message.contactId),
    kind: "campaign",
    fromName: mail.fromName,
    fromAddress: campaign.told.fromEmail,
    replyTo: mail.replyTo,
    headers: mail.headers ?? {},
    to: mail.to,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    dueAt: now,
  }),
  state: "captured",
});
