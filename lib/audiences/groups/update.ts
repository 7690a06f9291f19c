import { eq } from "drizzle-orm";
import { groups } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { matchName } from "../../mapping/match-key";
import { authorize } from "../../workspaces/permissions";
import { bumpConfig } from "../load";
import { nameTaken } from "../taken";
import type { updateGroupContract } from "./contract";
import { holderOf, loadGroup, presentGroup } from "./load";

/** Renames a group; its id and contacts stay. Throws `conflict` when another one has the name. */
export async function updateGroup(
  ctx: WorkspaceCtx,
  { audienceId, groupId, name }: Input<typeof updateGroupContract>,
): Promise<Answer<typeof updateGroupContract>> {
  authorize(ctx, "audiences:write");
  return transaction(ctx, async (tx) => {
    await bumpConfig(tx, audienceId);
    const group = await loadGroup(tx, audienceId, groupId);
    // Whoever writes groups holds the audience's lock, so nobody can take the name between the look and the write.
    const holder = await holderOf(tx, audienceId, matchName(name));
    if (holder !== undefined && holder.id !== group.id) throw nameTaken("group", name);
    await tx.db
      .update(groups)
      .set({ name, matchName: matchName(name), updatedAt: ctx.now() })
      .where(eq(groups.id, group.id));
    return presentGroup({ ...group, name });
  });
}
