import { and, eq } from "drizzle-orm";
import { tags } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import { invalid } from "../../errors";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { bumpConfig } from "../load";
import { replaceTagInRules } from "../segment-readers";
import { replaceTagInFilters } from "../webhook-filters";
import type { mergeTagContract } from "./contract";
import { moveTagOfHooks } from "./hooks";
import { loadTag, presentTag } from "./load";

/**
 * Takes the tag off every list at once; in the background its contacts get `intoTagId` instead, then the row goes. What was
 * being merged into this tag goes on into the other one, and webhooks apply it from now on. Answers the other tag.
 */
export async function mergeTag(
  ctx: WorkspaceCtx,
  { audienceId, tagId, intoTagId }: Input<typeof mergeTagContract>,
): Promise<Answer<typeof mergeTagContract>> {
  authorize(ctx, "audiences:write");
  if (tagId === intoTagId) {
    const message = "A tag can't be merged into itself. Choose another one.";
    throw invalid(message, [{ path: "intoTagId", message }]);
  }
  return transaction(ctx, async (tx) => {
    await bumpConfig(tx, audienceId);
    const tag = await loadTag(tx, audienceId, tagId);
    const into = await loadTag(tx, audienceId, intoTagId);
    await tx.db
      .update(tags)
      .set({ mergedInto: into.id })
      .where(and(eq(tags.audienceId, tag.audienceId), eq(tags.mergedInto, tag.id)));
    await tx.db.update(tags).set({ removedAt: ctx.now(), mergedInto: into.id }).where(eq(tags.id, tag.id));
    await moveTagOfHooks(tx, tag.id, into.id);
    await replaceTagInRules(tx, audienceId, tag.id, { id: into.id });
    await replaceTagInFilters(tx, tag.id, { id: into.id, name: into.name });
    tx.signals.send("audiences/changed");
    return presentTag(into);
  });
}
