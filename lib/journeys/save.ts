import { eq } from "drizzle-orm";
import { journeys } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import { conflict } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { Journey, saveJourneyContract } from "./contract";
import { lockJourney } from "./load";
import { keepSecrets } from "./secrets";
import { readGraph, selectJourney } from "./select";

/**
 * Saves the draft and the name; what runs stays as it was published. A masked secret keeps the stored one. Throws `conflict` when
 * somebody else has saved since `revision`, `not_found`.
 */
export async function saveJourney(
  ctx: WorkspaceCtx,
  { journeyId, name, graph, revision }: Input<typeof saveJourneyContract>,
): Promise<Journey> {
  authorize(ctx, "journeys:write");
  return transaction(ctx, async (tx) => {
    const row = await lockJourney(tx, journeyId);
    if (graph !== undefined && revision !== undefined && revision !== row.draftRevision)
      throw conflict("Somebody else has changed this journey meanwhile. Reload it, then make your change again.");
    await tx.db
      .update(journeys)
      .set({
        ...(name === undefined ? {} : { name }),
        ...(graph === undefined
          ? {}
          : {
              draft: await keepSecrets(tx, row.id, graph, readGraph(row.draft)),
              draftRevision: row.draftRevision + 1,
            }),
        updatedAt: ctx.now(),
      })
      .where(eq(journeys.id, row.id));
    return selectJourney(tx, row.id);
  });
}
