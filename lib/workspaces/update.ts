import { and, eq } from "drizzle-orm";
import { audiences, workspaces } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { invalid, notFound } from "../errors";
import type { Input } from "../http/contract";
import type { updateWorkspaceContract, WorkspaceDetail } from "./contract";
import { detailColumns } from "./get";
import { authorize } from "./permissions";

/**
 * Gives the workspace another name or default audience. Its slug stays: addresses and integrations hold it. Throws `invalid_input` for
 * an audience that is not its own.
 */
export async function updateWorkspace(
  ctx: WorkspaceCtx,
  { name, defaultAudienceId }: Input<typeof updateWorkspaceContract>,
): Promise<WorkspaceDetail> {
  authorize(ctx, "workspace:write");
  if (defaultAudienceId) await requireOwnAudience(ctx, defaultAudienceId);
  const [workspace] = await ctx.db
    .update(workspaces)
    .set({ name, defaultAudienceId, updatedAt: ctx.now() })
    .where(eq(workspaces.id, ctx.workspace.id))
    .returning(detailColumns);
  if (workspace === undefined) throw notFound("workspace");
  return workspace;
}

async function requireOwnAudience(ctx: WorkspaceCtx, audienceId: string): Promise<void> {
  const own = and(eq(audiences.id, audienceId), eq(audiences.workspaceId, ctx.workspace.id));
  if ((await ctx.db.$count(audiences, own)) > 0) return;
  const message = "This workspace has no such audience.";
  throw invalid(message, [{ path: "defaultAudienceId", message }]);
}
