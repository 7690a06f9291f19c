import { eq } from "drizzle-orm";
import { groups } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { bumpConfig } from "../load";
import { rebuildReaders } from "../segment-readers";
import type { deleteGroupContract } from "./contract";
import { loadGroup } from "./load";

/** Takes the group off every list and door at once; contacts leave it in the background, then the row goes. */
export async function deleteGroup(
  ctx: WorkspaceCtx,
  { audienceId, groupId }: Input<typeof deleteGroupContract>,
): Promise<Answer<typeof deleteGroupContract>> {
  authorize(ctx, "audiences:write");
  await transaction(ctx, async (tx) => {
    await bumpConfig(tx, audienceId);
    const group = await loadGroup(tx, audienceId, groupId);
    await tx.db.update(groups).set({ removedAt: ctx.now() }).where(eq(groups.id, group.id));
    await rebuildReaders(tx, audienceId, { kind: "group", id: group.id });
    tx.signals.send("audiences/changed");
  });
}
