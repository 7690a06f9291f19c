import { eq } from "drizzle-orm";
import { newId } from "@/db/ids";
import { journeys } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { duplicateJourneyContract, Journey } from "./contract";
import { copySecrets } from "./draft-secrets";
import { loadJourney } from "./load";
import { readGraph, selectJourney } from "./select";

/** Makes a draft with the same blocks, secrets included; nobody is in it. Throws `not_found`. */
export async function duplicateJourney(
  ctx: WorkspaceCtx,
  { journeyId }: Input<typeof duplicateJourneyContract>,
): Promise<Journey> {
  authorize(ctx, "journeys:write");
  return transaction(ctx, async (tx) => {
    const { workspaceId, audienceId, name, draft } = await loadJourney(tx, journeyId);
    const id = newId("jny");
    const now = ctx.now();
    const createdBy = ctx.actor.type === "user" ? ctx.actor.userId : null;
    const row = { id, workspaceId, audienceId, name: copyName(name), createdBy, createdAt: now, updatedAt: now };
    await tx.db.insert(journeys).values({ ...row, draft: { nodes: [], edges: [] } });
    await tx.db
      .update(journeys)
      .set({ draft: await copySecrets(tx, readGraph(draft), id) })
      .where(eq(journeys.id, id));
    return selectJourney(tx, id);
  });
}

const suffix = " (copy)";
const nameCharactersMax = 100;
const copyName = (name: string): string => `${name.slice(0, nameCharactersMax - suffix.length)}${suffix}`;
