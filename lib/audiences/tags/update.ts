import { eq } from "drizzle-orm";
import { tags } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { matchName } from "../../mapping/match-key";
import { authorize } from "../../workspaces/permissions";
import { bumpConfig } from "../load";
import { rebuildReaders } from "../segment-readers";
import { isUniqueViolation, nameTaken } from "../taken";
import type { updateTagContract } from "./contract";
import { holderOf, loadTag, presentTag } from "./load";

const hint = ". Merge the two instead";

/** Renames a tag; its id and contacts stay. Throws `conflict` when another one has the name: merging is the way then. */
export async function updateTag(
  ctx: WorkspaceCtx,
  { audienceId, tagId, name }: Input<typeof updateTagContract>,
): Promise<Answer<typeof updateTagContract>> {
  authorize(ctx, "audiences:write");
  return transaction(ctx, async (tx) => {
    await bumpConfig(tx, audienceId);
    const tag = await loadTag(tx, audienceId, tagId);
    const holder = await holderOf(tx, audienceId, matchName(name));
    if (holder !== undefined && holder.id !== tag.id) throw nameTaken("tag", name, hint);
    await tx.db
      .update(tags)
      .set({ name, matchName: matchName(name), updatedAt: ctx.now() })
      .where(eq(tags.id, tag.id));
    for (const changed of [tag.name, name]) await rebuildReaders(tx, audienceId, { kind: "tag_name", name: changed });
    return presentTag({ ...tag, name });
  }).catch((error: unknown) => {
    // A request made a tag of this name after we looked: doors don't wait for the audience's lock.
    throw isUniqueViolation(error) ? nameTaken("tag", name, hint) : error;
  });
}
