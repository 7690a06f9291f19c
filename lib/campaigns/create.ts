import { newId } from "@/db/ids";
import { campaigns } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { Campaign, createCampaignContract } from "./contract";
import { requireRecipients } from "./load";
import { selectCampaign } from "./select";

/** Creates a draft, which may be incomplete. Throws `invalid_input` for an audience or segment that is not there. */
export async function createCampaign(
  ctx: WorkspaceCtx,
  input: Input<typeof createCampaignContract>,
): Promise<Campaign> {
  authorize(ctx, "campaigns:write");
  return transaction(ctx, async (tx) => {
    await requireRecipients(tx, input);
    const id = newId("cmp");
    const now = ctx.now();
    await tx.db.insert(campaigns).values({
      id,
      workspaceId: ctx.workspace.id,
      ...input,
      toSegment: input.segmentId !== null,
      createdBy: ctx.actor.type === "user" ? ctx.actor.userId : null,
      createdAt: now,
      updatedAt: now,
    });
    return selectCampaign(tx, id);
  });
}
