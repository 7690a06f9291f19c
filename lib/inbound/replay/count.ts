import { audienceOf } from "../../contacts/audience-of";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { countChosen } from "./choose";
import type { countReplayContract } from "./contract";

/** Counts what a replay by this filter would send again, so that a question can name the number. */
export async function countReplay(
  ctx: WorkspaceCtx,
  { audienceId, ...filter }: Input<typeof countReplayContract>,
): Promise<Answer<typeof countReplayContract>> {
  authorize(ctx, "read");
  if (audienceId !== undefined) await audienceOf(ctx, audienceId);
  return { requests: await countChosen(ctx, { filter, audienceId }) };
}
