import { fromUuid, newUuid } from "@/db/ids";
import { renderContent } from "../../campaigns/content/render";
import { mailPixel, trackMailLinks, unsubscribeUrlOf } from "../../campaigns/tracking/links";
import type { Ctx } from "../../context";
import { buildMail, type MailRow } from "../../mail/build";
import type { NumberedEffect } from "../interpreter/advance";
import type { Surroundings } from "./surroundings";
import type { Walked } from "./walk";

export interface MadeMail {
  step: number;
  mail: MailRow;
}

type MailEffect = Extract<NumberedEffect, { kind: "mail" }>;

/**
 * The mail of a Send email block for this run, as campaigns make theirs: a footer with the unsubscribe link where the author has put none,
 * and the headers of one-click unsubscribing. Or why there is none, in one sentence.
 */
export function makeMail(
  ctx: Ctx,
  { run, version, snapshot, scope }: Surroundings,
  { variables }: Walked,
  { step, nodeId, fromName, fromEmail, replyTo }: MailEffect,
): MadeMail | { problem: string } {
  const content = version.mails.get(nodeId);
  if (content === undefined) return { problem: "This block's mail can't be read. Publish the journey again." };
  const id = newUuid();
  const unsubscribe = unsubscribeUrlOf(ctx, run);
  const rendered = renderContent(
    content,
    { ...scope, vars: variables },
    { unsubscribe, pixel: mailPixel(ctx, id), lead: (body) => trackMailLinks(ctx, body, id, content.urls) },
  );
  if (!rendered.ok) return { problem: `The mail could not be rendered for this contact: ${rendered.message}` };
  const { subject, html, text } = rendered.mail;
  const workspaceId = fromUuid("wks", run.workspaceId);
  const mail = buildMail({
    id: fromUuid("mai", id),
    runId: fromUuid("run", run.id),
    workspaceId,
    contactId: fromUuid("con", run.contactId),
    kind: "journey",
    fromName,
    fromAddress: fromEmail,
    replyTo,
    headers: {
      "List-Unsubscribe": `<${unsubscribe}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      // Journey, workspace, kind and sender, as mailbox providers group complaints.
      "Feedback-ID": `${fromUuid("jny", run.journeyId)}:${workspaceId}:journey:tidegate`,
      Precedence: "bulk",
    },
    to: snapshot.email,
    subject,
    html,
    text,
    dueAt: ctx.now(),
  });
  return { step, mail };
}
