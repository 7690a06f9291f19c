import { eq } from "drizzle-orm";
import { audiences } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { updateAudienceContract } from "./contract";
import { bumpConfig } from "./load";
import { countContacts, presentAudience } from "./present";

/** Changes what is given and keeps the rest. Double opt-in decides about requests that come from now on. */
export async function updateAudience(
  ctx: WorkspaceCtx,
  { audienceId, ...changes }: Input<typeof updateAudienceContract>,
): Promise<Answer<typeof updateAudienceContract>> {
  authorize(ctx, "audiences:write");
  const row = await transaction(ctx, async (tx) => {
    const current = await bumpConfig(tx, audienceId);
    if (Object.values(changes).every((value) => value === undefined)) return current;
    const [changed] = await tx.db.update(audiences).set(changes).where(eq(audiences.id, current.id)).returning();
    return changed ?? current;
  });
  const counts = await countContacts(ctx, [row.id]);
  return presentAudience(row, counts.get(row.id));
}
