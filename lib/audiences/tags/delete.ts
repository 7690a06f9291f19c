import { and, eq } from "drizzle-orm";
import { tags } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { bumpConfig } from "../load";
import { replaceTagInRules } from "../segment-readers";
import { replaceTagInFilters } from "../webhook-filters";
import type { deleteTagContract } from "./contract";
import { takeTagOffHooks } from "./hooks";
import { loadTag } from "./load";

/** Takes the tag off every list and webhook at once; contacts lose it in the background, then the row goes. */
export async function deleteTag(
  ctx: WorkspaceCtx,
  { audienceId, tagId }: Input<typeof deleteTagContract>,
): Promise<Answer<typeof deleteTagContract>> {
  authorize(ctx, "audiences:write");
  await transaction(ctx, async (tx) => {
    await bumpConfig(tx, audienceId);
    const tag = await loadTag(tx, audienceId, tagId);
    // What was being merged into this tag is now being deleted like it.
    await tx.db
      .update(tags)
      .set({ mergedInto: null })
      .where(and(eq(tags.audienceId, tag.audienceId), eq(tags.mergedInto, tag.id)));
    await tx.db.update(tags).set({ removedAt: ctx.now() }).where(eq(tags.id, tag.id));
    await takeTagOffHooks(tx, tag.id);
    await replaceTagInRules(tx, audienceId, tag.id, { name: tag.name });
    await replaceTagInFilters(tx, tag.id, { id: null, name: tag.name });
    tx.signals.send("audiences/changed");
  });
}
