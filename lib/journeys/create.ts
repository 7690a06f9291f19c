import { eq } from "drizzle-orm";
import { newId } from "@/db/ids";
import { journeys } from "@/db/schema";
import { loadAudience } from "../audiences/load";
import { transaction, type WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { triggerBlock } from "./blocks/trigger";
import type { createJourneyContract, Journey } from "./contract";
import type { Graph } from "./graph/graph";
import { keepSecrets } from "./secrets";
import { selectJourney } from "./select";

/** What a new journey begins with. */
const firstGraph: Graph = {
  nodes: [{ id: "start", type: triggerBlock.type, config: triggerBlock.initial }],
  edges: [],
};

/** Creates a draft, which may be unfinished in any way. Throws `not_found` for the audience. */
export async function createJourney(
  ctx: WorkspaceCtx,
  { name, audienceId, graph = firstGraph }: Input<typeof createJourneyContract>,
): Promise<Journey> {
  authorize(ctx, "journeys:write");
  return transaction(ctx, async (tx) => {
    const audience = await loadAudience(tx, audienceId);
    const id = newId("jny");
    const now = ctx.now();
    const row = { id, workspaceId: ctx.workspace.id, audienceId: audience.id, name, createdAt: now, updatedAt: now };
    const createdBy = ctx.actor.type === "user" ? ctx.actor.userId : null;
    await tx.db.insert(journeys).values({ ...row, createdBy, draft: { nodes: [], edges: [] } });
    await tx.db
      .update(journeys)
      .set({ draft: await keepSecrets(tx, id, graph, null) })
      .where(eq(journeys.id, id));
    return selectJourney(tx, id);
  });
}
