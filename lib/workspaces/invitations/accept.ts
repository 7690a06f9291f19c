import { and, eq, isNull } from "drizzle-orm";
import { newId } from "@/db/ids";
import { invitations, members } from "@/db/schema";
import type { Ctx } from "../../context";
import { AppError, conflict } from "../../errors";
import { findInvitation, type OpenInvitation } from "./find";

/** The open invitation of a token. Throws `not_found` in the words of somebody who clicked an old link. */
export async function getInvitation(ctx: Ctx, token: string): Promise<OpenInvitation> {
  const invitation = await findInvitation(ctx, token);
  if (invitation !== null) return invitation;
  throw new AppError("not_found", "This invitation is no longer valid. Ask whoever invited you to send it again.");
}

/** Uses an invitation up for a user, in the caller's transaction. Throws `conflict` when somebody was faster. */
export async function acceptInvitation(ctx: Ctx, invitation: OpenInvitation, userId: string): Promise<void> {
  const used = await ctx.db
    .update(invitations)
    .set({ acceptedAt: ctx.now() })
    .where(
      and(
        eq(invitations.id, invitation.id),
        eq(invitations.workspaceId, invitation.workspace.id),
        isNull(invitations.acceptedAt),
      ),
    )
    .returning({ id: invitations.id });
  if (used.length === 0) throw conflict("This invitation has just been used.");
  // Who is a member already keeps their role: an old invitation must not lower an owner.
  await ctx.db
    .insert(members)
    .values({ id: newId("mem"), workspaceId: invitation.workspace.id, userId, role: invitation.role })
    .onConflictDoNothing({ target: [members.workspaceId, members.userId] });
}
