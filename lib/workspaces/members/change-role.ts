import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import type { Input } from "../../http/contract";
import type { changeMemberRoleContract, Member } from "../contract";
import { authorize } from "../permissions";
import { refuseOwnerChange } from "./decide";
import { lockOwners } from "./lock-owners";
import { getMember } from "./select";

/** Gives a member another role. Throws `not_found`, `forbidden` (owners are owners' business), `conflict` (the last owner). */
export async function changeMemberRole(
  ctx: WorkspaceCtx,
  input: Input<typeof changeMemberRoleContract>,
): Promise<Member> {
  authorize(ctx, "members:write");
  return transaction(ctx, async (tx) => {
    const owners = await lockOwners(tx);
    const member = await getMember(tx, input.memberId);
    const refusal = refuseOwnerChange(tx.actor, member, input.role, owners);
    if (refusal !== null) throw refusal;
    await tx.db
      .update(members)
      .set({ role: input.role })
      .where(and(eq(members.id, member.id), eq(members.workspaceId, tx.workspace.id)));
    return { ...member, role: input.role };
  });
}
