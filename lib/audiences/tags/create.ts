import { newId } from "@/db/ids";
import { tags } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { matchName } from "../../mapping/match-key";
import { authorize } from "../../workspaces/permissions";
import { loadAudience } from "../load";
import { nameTaken } from "../taken";
import type { createTagContract } from "./contract";
import { presentTag } from "./load";

/** Creates a tag that no contact has yet. Throws `conflict` when another one has the name, in whatever case. */
export async function createTag(
  ctx: WorkspaceCtx,
  { audienceId, name }: Input<typeof createTagContract>,
): Promise<Answer<typeof createTagContract>> {
  authorize(ctx, "audiences:write");
  return transaction(ctx, async (tx) => {
    const audience = await loadAudience(tx, audienceId);
    const now = ctx.now();
    const tag = {
      id: newId("tag"),
      audienceId: audience.id,
      name,
      matchName: matchName(name),
      createdAt: now,
      updatedAt: now,
    };
    const inserted = await tx.db.insert(tags).values(tag).onConflictDoNothing().returning({ id: tags.id });
    if (inserted.length === 0) throw nameTaken("tag", name);
    return presentTag({ ...tag, contacts: 0 });
  });
}
