import { and, eq, isNull } from "drizzle-orm";
import { newId } from "@/db/ids";
import { invitations, members, users, workspaces } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import { conflict } from "../../errors";
import type { Input } from "../../http/contract";
import type { createInvitationContract, NewInvitation } from "../contract";
import { refuseOwnerChange } from "../members/decide";
import { authorize } from "../permissions";
import { mailInvitation } from "./mail";
import { presentInvitation } from "./select";
import { newInvitationToken } from "./token";

/**
 * Invites an address and mails it the link, which the answer holds too, once. Throws `conflict` when the address is a member or
 * invited already, `forbidden` when somebody who is no owner invites an owner.
 */
export async function createInvitation(
  ctx: WorkspaceCtx,
  input: Input<typeof createInvitationContract>,
): Promise<NewInvitation> {
  authorize(ctx, "members:write");
  const refusal = refuseOwnerChange(ctx.actor, { role: "viewer" }, input.role, 1);
  if (refusal !== null) throw refusal;
  const { hash, url, expiresAt } = newInvitationToken(ctx.env.publicUrl, ctx.now());
  return transaction(ctx, async (tx) => {
    await takeTurns(tx);
    await refuseKnown(tx, input.email);
    const [row] = await tx.db
      .insert(invitations)
      .values({
        id: newId("inv"),
        workspaceId: tx.workspace.id,
        email: input.email,
        role: input.role,
        tokenHash: hash,
        invitedBy: tx.actor.type === "user" ? tx.actor.userId : null,
        expiresAt,
        createdAt: tx.now(),
      })
      .returning();
    if (row === undefined) throw new Error("insert returned nothing");
    await mailInvitation(tx, { email: input.email, role: input.role, url });
    const invitedBy = tx.actor.type === "user" ? tx.actor.name : null;
    return { ...presentInvitation({ ...row, invitedBy }, tx.now()), url };
  });
}

/** Two admins who invite the same address at the same moment must see each other. Leaves inserts that point here alone. */
async function takeTurns(ctx: WorkspaceCtx): Promise<void> {
  await ctx.db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspace.id))
    .for("no key update");
}

async function refuseKnown(ctx: WorkspaceCtx, email: string): Promise<void> {
  const [member] = await ctx.db
    .select({ id: members.id })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, ctx.workspace.id), eq(users.email, email)));
  if (member !== undefined) throw conflict(`${email} is a member of this workspace already.`);
  const [invitation] = await ctx.db
    .select({ id: invitations.id })
    .from(invitations)
    .where(
      and(eq(invitations.workspaceId, ctx.workspace.id), eq(invitations.email, email), isNull(invitations.acceptedAt)),
    );
  if (invitation !== undefined)
    throw conflict(`${email} is invited already. Send that invitation again, or revoke it.`);
}
