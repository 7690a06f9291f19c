import type { TransactionSql } from "@/db/client";
import { loadAudienceConfigs } from "../../audiences/config";
import { change } from "../../contacts/change";
import { contactTransaction } from "../../contacts/conflict";
import { planContacts } from "../../contacts/write";
import type { Ctx } from "../../context";
import { insertEvents } from "../../events/emit";
import { connectionsMax, type MailTransport } from "../../mail/transport";
import { type Claim, claimMs, markSending } from "./claim";
import type { ComposedMail, Unsent } from "./compose";
import { mailEvent } from "./events";
import { holdContacts } from "./hold-contacts";
import { noteServer } from "./server-failures";
import { judge, type Verdict } from "./verdict";
import { type MessageResult, unsentResults, writeMessages } from "./write-messages";

type Judged = ComposedMail & { verdict: Verdict };

/**
 * Sends mails through the mail server and writes what became of them: sent, bounced by an address that does not exist, to be tried again,
 * given up, or in doubt. What is in doubt is never sent again by itself. The campaign's and the contact's status are asked for each mail.
 */
export async function deliverMails(
  ctx: Ctx,
  transport: MailTransport,
  claim: Claim,
  mails: ComposedMail[],
  unsent: Unsent[],
): Promise<void> {
  const judged: Judged[] = [];
  const waiting = mails.values();
  const until = ctx.now().getTime() + claimMs;
  // No more at once than there are connections: a mail is `sending` only while it leaves, and a pause stops those that wait. What a slow
  // server leaves no time for is given back, so that nobody waits long to hear what became of the others.
  const sendWaiting = async () => {
    for (const composed of waiting) {
      if (ctx.now().getTime() >= until) return;
      const leaving = await markSending(ctx, claim, [composed.message.id]);
      if (!leaving.has(composed.message.id)) continue;
      const result = await transport.send(composed.mail, "bulk");
      judged.push({ ...composed, verdict: judge(result, composed.message.attempts + 1) });
    }
  };
  await Promise.all(Array.from({ length: connectionsMax }, sendWaiting));
  await contactTransaction(ctx, (tx) => writeOutcomes(ctx, tx, claim, judged, unsent));
  await noteServer(ctx, judged);
}

async function writeOutcomes(
  ctx: Ctx,
  tx: TransactionSql,
  claim: Claim,
  judged: Judged[],
  unsent: Unsent[],
): Promise<void> {
  const now = ctx.now();
  const failed = unsent.flatMap((one) => (one.state === "failed" ? one : []));
  const bounced = judged.filter(({ verdict }) => verdict.kind === "bounced");
  const contacts = await holdContacts(tx, [...judged, ...failed]);
  const saveBounces = await planBounces(ctx, tx, bounced);
  const ours = await writeMessages(tx, claim, [
    ...judged.map((one) => resultOf(one, now)),
    ...unsentResults(unsent, now),
  ]);
  const told = ({ message }: ComposedMail | Unsent) => ours.has(message.id) && contacts.has(message.contactId);
  await Promise.all([
    saveBounces(),
    insertEvents(tx, [
      ...judged.filter(told).flatMap((one) => eventsOf(one, now)),
      ...failed.filter(told).map((one) => mailEvent(one, "email.failed", now, { reason: one.reason })),
    ]),
  ]);
}

function resultOf({ message, verdict }: Judged, now: Date): MessageResult {
  const base = { id: message.id, attempts: message.attempts + 1, dueAt: now, sentAt: null, reason: null };
  switch (verdict.kind) {
    case "sent":
      return { ...base, state: "sent", sentAt: now };
    case "bounced":
    case "failed":
      return { ...base, state: "failed", reason: verdict.reason };
    case "unknown":
      return { ...base, state: "unknown", reason: verdict.reason };
    case "retry":
      return { ...base, state: "pending", reason: verdict.reason, dueAt: new Date(now.getTime() + verdict.delayMs) };
    case "server":
      return { ...base, state: "pending", reason: verdict.reason, attempts: message.attempts };
  }
}

function eventsOf(judged: Judged, now: Date) {
  const { verdict } = judged;
  if (verdict.kind === "sent") return [mailEvent(judged, "email.sent", now)];
  if (verdict.kind === "failed") return [mailEvent(judged, "email.failed", now, { reason: verdict.reason })];
  if (verdict.kind !== "bounced") return [];
  const contact = { ...judged.contact, status: "bounced" };
  return [mailEvent({ ...judged, contact }, "email.bounced", now, { bounceType: "hard", reason: verdict.reason })];
}

/** An address that does not exist gets no mail any more, whoever sends it. */
async function planBounces(ctx: Ctx, tx: TransactionSql, bounced: Judged[]): Promise<() => Promise<void>> {
  if (bounced.length === 0) return async () => {};
  const audiences = await loadAudienceConfigs(tx, [...new Set(bounced.map(({ campaign }) => campaign.audienceId))]);
  const { save } = await planContacts(
    tx,
    bounced.flatMap(({ campaign, message }) => {
      const audience = audiences.get(campaign.audienceId);
      if (audience === undefined) return [];
      return change({
        audience,
        target: { contactId: message.contactId },
        intent: "update",
        consent: { kind: "set", status: "bounced" },
        source: { type: "system", id: campaign.told.id, requestId: null, ip: null, userAgent: null },
        at: ctx.now(),
      });
    }),
  );
  return save;
}
