import type { WorkspaceCtx } from "../context";
import type { Workspace } from "./contract";
import { authorize } from "./permissions";

/** The workspace a request is in. */
export async function getWorkspace(ctx: WorkspaceCtx): Promise<Workspace> {
  authorize(ctx, "read");
  return ctx.workspace;
}
