import { eq } from "drizzle-orm";
import { workspaces } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import { authorize } from "../permissions";
import type { Retention } from "./contract";

export const retentionColumns = {
  keepBodiesDays: workspaces.keepBodiesDays,
  keepRequestsDays: workspaces.keepRequestsDays,
  keepEventsDays: workspaces.keepEventsDays,
  keepDeliveriesDays: workspaces.keepDeliveriesDays,
};

/** How long the workspace keeps requests, events and deliveries. */
export async function getRetention(ctx: WorkspaceCtx): Promise<Retention> {
  authorize(ctx, "read");
  const [row] = await ctx.db.select(retentionColumns).from(workspaces).where(eq(workspaces.id, ctx.workspace.id));
  if (row === undefined) throw notFound("workspace");
  return row;
}
