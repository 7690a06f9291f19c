import { and, eq, isNull } from "drizzle-orm";
import { invitations, users } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import type { Input } from "../../http/contract";
import type { NewInvitation, resendInvitationContract } from "../contract";
import { refuseOwnerChange } from "../members/decide";
import { authorize } from "../permissions";
import { mailInvitation } from "./mail";
import { invitationColumns, presentInvitation } from "./select";
import { newInvitationToken } from "./token";

/** Mails an open invitation again, with a new link and seven more days; the old link stops working. Throws `not_found`. */
export async function resendInvitation(
  ctx: WorkspaceCtx,
  input: Input<typeof resendInvitationContract>,
): Promise<NewInvitation> {
  authorize(ctx, "members:write");
  const { hash, url, expiresAt } = newInvitationToken(ctx.env.publicUrl, ctx.now());
  return transaction(ctx, async (tx) => {
    const open = and(
      eq(invitations.id, input.invitationId),
      eq(invitations.workspaceId, tx.workspace.id),
      isNull(invitations.acceptedAt),
    );
    const [row] = await tx.db
      .select(invitationColumns)
      .from(invitations)
      .leftJoin(users, eq(users.id, invitations.invitedBy))
      .where(open)
      .for("update", { of: invitations });
    if (row === undefined) throw notFound("open invitation");
    const refusal = refuseOwnerChange(tx.actor, { role: "viewer" }, row.role, 1);
    if (refusal !== null) throw refusal;
    await tx.db.update(invitations).set({ tokenHash: hash, expiresAt }).where(open);
    await mailInvitation(tx, { email: row.email, role: row.role, url });
    return { ...presentInvitation({ ...row, expiresAt }, tx.now()), url };
  });
}
