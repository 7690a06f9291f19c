import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import type { Input } from "../../http/contract";
import type { removeMemberContract } from "../contract";
import { authorize } from "../permissions";
import { refuseOwnerChange } from "./decide";
import { lockOwners } from "./lock-owners";
import { getMember } from "./select";

/**
 * Removes a member; everybody may leave by themselves. Their account and the API keys they made stay. Throws `not_found`, `forbidden`,
 * `conflict` (the last owner).
 */
export async function removeMember(ctx: WorkspaceCtx, input: Input<typeof removeMemberContract>): Promise<void> {
  authorize(ctx, "read");
  return transaction(ctx, async (tx) => {
    const owners = await lockOwners(tx);
    const member = await getMember(tx, input.memberId);
    const leaves = tx.actor.type === "user" && tx.actor.userId === member.userId;
    if (!leaves) authorize(tx, "members:write");
    const refusal = refuseOwnerChange(tx.actor, member, null, owners);
    if (refusal !== null) throw refusal;
    await tx.db.delete(members).where(and(eq(members.id, member.id), eq(members.workspaceId, tx.workspace.id)));
  });
}
