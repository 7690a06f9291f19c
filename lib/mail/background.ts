import { type BackgroundFunction, type DueWork, dueCountMax } from "../background-function";
import type { MailOwner } from "./owner";
import { sendDueMail } from "./send-due";
import type { MailTransport } from "./transport";

/** Sends what is queued, or captures it when there is no mail server. */
export const sendMailFunction = (
  transport: MailTransport | null,
  owners: readonly MailOwner[] = [],
): BackgroundFunction => ({
  name: "send-mail",
  label: "Mail",
  description: "Sends queued mails through the mail server, or captures them for the Mailbox page when there is none.",
  wakes: ["mail/queued"],
  sweepS: 2,
  work: (ctx) => sendDueMail(ctx, transport, owners),
  due: async (ctx) => {
    const [due] = await ctx.sql<DueWork[]>`
      select count(*)::int as count, min(due_at) as "oldestAt" from (
        select due_at from mails where state in ('queued', 'sending') and due_at <= ${ctx.now()}
        order by due_at limit ${dueCountMax}) due`;
    return due ?? { count: 0, oldestAt: null };
  },
  nextDueAt: async (ctx) => {
    const [next] = await ctx.sql<{ at: Date | null }[]>`
      select min(due_at) as at from mails where state in ('queued', 'sending') and due_at > ${ctx.now()}`;
    return next?.at ?? null;
  },
});
