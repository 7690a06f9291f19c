import { eq } from "drizzle-orm";
import { workspaces } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import type { Input } from "../../http/contract";
import { authorize } from "../permissions";
import type { Retention, updateRetentionContract } from "./contract";
import { retentionColumns } from "./get";

/** Sets how long the workspace keeps requests, events and deliveries. What is too old goes with the next runs of `prune`. */
export async function updateRetention(
  ctx: WorkspaceCtx,
  input: Input<typeof updateRetentionContract>,
): Promise<Retention> {
  authorize(ctx, "workspace:write");
  const [row] = await ctx.db
    .update(workspaces)
    .set({ ...input, updatedAt: ctx.now() })
    .where(eq(workspaces.id, ctx.workspace.id))
    .returning(retentionColumns);
  if (row === undefined) throw notFound("workspace");
  return row;
}
