import { and, eq } from "drizzle-orm";
import { journeys } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";

export type JourneyRow = typeof journeys.$inferSelect;

/** The journey of this workspace. Throws `not_found`. */
export async function loadJourney(ctx: WorkspaceCtx, journeyId: string): Promise<JourneyRow> {
  const [row] = await ctx.db.select().from(journeys).where(own(ctx, journeyId));
  if (row === undefined) throw notFound("journey");
  return row;
}

/** The same, held until the transaction ends. */
export async function lockJourney(tx: WorkspaceCtx, journeyId: string): Promise<JourneyRow> {
  const [row] = await tx.db.select().from(journeys).where(own(tx, journeyId)).for("update");
  if (row === undefined) throw notFound("journey");
  return row;
}

const own = (ctx: WorkspaceCtx, journeyId: string) =>
  and(eq(journeys.id, journeyId), eq(journeys.workspaceId, ctx.workspace.id));
