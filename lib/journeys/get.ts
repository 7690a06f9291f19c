import type { WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { getJourneyContract, Journey } from "./contract";
import { selectJourney } from "./select";

/** A journey with its draft and what keeps it from being published. Throws `not_found`. */
export async function getJourney(ctx: WorkspaceCtx, { journeyId }: Input<typeof getJourneyContract>): Promise<Journey> {
  authorize(ctx, "read");
  return selectJourney(ctx, journeyId);
}
