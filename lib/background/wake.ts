import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { wakeFunctionContract } from "./contract";

/** Asks for a run of a background function; answers before it has run. Throws `not_found` for a name that no function has. */
export async function wakeFunction(
  ctx: WorkspaceCtx,
  { name }: Input<typeof wakeFunctionContract>,
): Promise<Answer<typeof wakeFunctionContract>> {
  authorize(ctx, "background:write");
  ctx.background.wake(name);
  return { name };
}
