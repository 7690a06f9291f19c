import type { MemberRole } from "@/db/enums";
import type { WorkspaceCtx } from "../../context";
import { queueMail } from "../../mail/queue";
import { renderMail } from "../../mail/render";
import { roleTexts } from "../roles";

/** Queues the mail with an invitation's link, in the caller's transaction. */
export async function mailInvitation(
  ctx: WorkspaceCtx,
  { email, role, url }: { email: string; role: MemberRole; url: string },
): Promise<void> {
  const workspace = ctx.workspace.name;
  const inviter = ctx.actor.type === "user" ? ctx.actor.name : "An admin";
  await queueMail(ctx, {
    workspaceId: ctx.workspace.id,
    contactId: null,
    kind: role === "owner" ? "owner_invitation" : "invitation",
    fromName: null,
    to: email,
    subject: `${inviter} invites you to ${workspace}`,
    ...renderMail({
      title: `Join ${workspace} on Tidegate`,
      paragraphs: [
        `${inviter} invites you to the workspace ${workspace} as ${roleTexts[role].label.toLowerCase()}.`,
        "The invitation is valid for 7 days.",
      ],
      action: { label: "Accept the invitation", url },
      footer: `Sent to ${email} by Tidegate at ${ctx.env.publicUrl}. If you don't know ${inviter}, do nothing.`,
    }),
  });
}
