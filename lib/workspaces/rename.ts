import { eq } from "drizzle-orm";
import { workspaces } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Input } from "../http/contract";
import type { renameWorkspaceContract, Workspace } from "./contract";
import { authorize } from "./permissions";

/** Gives the workspace another name. Its slug stays: addresses and integrations hold it. */
export async function renameWorkspace(
  ctx: WorkspaceCtx,
  input: Input<typeof renameWorkspaceContract>,
): Promise<Workspace> {
  authorize(ctx, "workspace:write");
  const [workspace] = await ctx.db
    .update(workspaces)
    .set({ name: input.name, updatedAt: ctx.now() })
    .where(eq(workspaces.id, ctx.workspace.id))
    .returning({ id: workspaces.id, slug: workspaces.slug, name: workspaces.name });
  if (workspace === undefined) throw notFound("workspace");
  return workspace;
}
