import { eq } from "drizzle-orm";
import type { JourneyStatus } from "@/db/enums";
import { journeys } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import { conflict } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { Journey, pauseJourneyContract } from "./contract";
import { lockJourney } from "./load";
import { selectJourney } from "./select";

type ById = Input<typeof pauseJourneyContract>;

/** Nobody enters and nobody goes on; everybody keeps their place. Throws `conflict` for a draft, `not_found`. */
export const pauseJourney = (ctx: WorkspaceCtx, { journeyId }: ById): Promise<Journey> =>
  setStatus(ctx, journeyId, "paused");

/** Everybody goes on from where they stand: what fell due meanwhile, at once. Throws `conflict` for a draft, `not_found`. */
export const resumeJourney = (ctx: WorkspaceCtx, { journeyId }: ById): Promise<Journey> =>
  setStatus(ctx, journeyId, "live");

async function setStatus(ctx: WorkspaceCtx, journeyId: string, status: JourneyStatus): Promise<Journey> {
  authorize(ctx, "journeys:write");
  return transaction(ctx, async (tx) => {
    const row = await lockJourney(tx, journeyId);
    if (row.publishedVersionId === null) throw conflict("This journey is a draft. Publish it first.");
    await tx.db.update(journeys).set({ status, updatedAt: ctx.now() }).where(eq(journeys.id, row.id));
    tx.signals.send("journeys/due");
    return selectJourney(tx, row.id);
  });
}
