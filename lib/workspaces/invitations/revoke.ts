import { and, eq, isNull } from "drizzle-orm";
import { invitations } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import type { Input } from "../../http/contract";
import type { revokeInvitationContract } from "../contract";
import { authorize } from "../permissions";

/** Takes an open invitation back: its link stops working. Throws `not_found`. */
export async function revokeInvitation(
  ctx: WorkspaceCtx,
  input: Input<typeof revokeInvitationContract>,
): Promise<void> {
  authorize(ctx, "members:write");
  const revoked = await ctx.db
    .delete(invitations)
    .where(
      and(
        eq(invitations.id, input.invitationId),
        eq(invitations.workspaceId, ctx.workspace.id),
        isNull(invitations.acceptedAt),
      ),
    )
    .returning({ id: invitations.id });
  if (revoked.length === 0) throw notFound("open invitation");
}
