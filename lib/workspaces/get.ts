import { eq } from "drizzle-orm";
import { workspaces } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { WorkspaceDetail } from "./contract";
import { authorize } from "./permissions";

export const detailColumns = {
  id: workspaces.id,
  slug: workspaces.slug,
  name: workspaces.name,
  defaultAudienceId: workspaces.defaultAudienceId,
};

/** The workspace a request is in, with its settings. */
export async function getWorkspace(ctx: WorkspaceCtx): Promise<WorkspaceDetail> {
  authorize(ctx, "read");
  const [workspace] = await ctx.db.select(detailColumns).from(workspaces).where(eq(workspaces.id, ctx.workspace.id));
  if (workspace === undefined) throw notFound("workspace");
  return workspace;
}
