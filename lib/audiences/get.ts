import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { getAudienceContract } from "./contract";
import { loadAudience } from "./load";
import { countContacts, presentAudience } from "./present";

/** One audience with its contacts by status. */
export async function getAudience(
  ctx: WorkspaceCtx,
  { audienceId }: Input<typeof getAudienceContract>,
): Promise<Answer<typeof getAudienceContract>> {
  authorize(ctx, "read");
  const row = await loadAudience(ctx, audienceId);
  const counts = await countContacts(ctx, [row.id]);
  return presentAudience(row, counts.get(row.id));
}
