import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Ctx } from "../context";
import { queueMail } from "../mail/queue";
import { renderMail } from "../mail/render";

/** How long a link for a new password works, in seconds. */
export const resetExpiryS = 3_600;

/** Queues the mail with the link for a new password. `token` is single-use; only its hash is stored elsewhere. */
export async function mailPasswordReset(ctx: Ctx, user: { id: string; email: string }, token: string): Promise<void> {
  const url = `${ctx.env.publicUrl}/reset/${token}`;
  await queueMail(ctx, {
    workspaceId: null,
    contactId: null,
    kind: "password_reset",
    fromName: null,
    to: user.email,
    subject: "Choose a new password",
    ...renderMail({
      title: "Choose a new password",
      paragraphs: [
        "Somebody, hopefully you, asked for a new password for your Tidegate account.",
        "The link works once, within one hour. Your old password stays until you have chosen a new one.",
      ],
      action: { label: "Choose a new password", url },
      footer: `Sent to ${user.email} by Tidegate at ${ctx.env.publicUrl}. If you did not ask for this, do nothing.`,
    }),
  });
  if (ctx.env.smtpUrl === undefined) await sayWhereItIs(ctx, user.id, url);
}

/** Without SMTP the mail waits in the mailbox, for the operator. An operator who is alone and locked out has nothing but the log. */
async function sayWhereItIs(ctx: Ctx, userId: string, url: string): Promise<void> {
  const operators = await ctx.db.select({ id: users.id }).from(users).where(eq(users.operator, true));
  if (operators.every((operator) => operator.id === userId))
    ctx.log.warn(`There is no SMTP_URL, and nobody else can read the mailbox. Choose a new password at ${url}`);
  else ctx.log.info("A mail for a forgotten password was captured: the operator can read it in the mailbox.");
}
