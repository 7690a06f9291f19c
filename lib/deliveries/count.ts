import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { countByState } from "./choose";
import { type countDeliveriesContract, deliveryCountMax } from "./contract";

/** How many deliveries match a filter, by state: what a replay by the same filter would send. Each number stops at `deliveryCountMax`. */
export async function countDeliveries(
  ctx: WorkspaceCtx,
  filter: Input<typeof countDeliveriesContract>,
): Promise<Answer<typeof countDeliveriesContract>> {
  authorize(ctx, "read");
  return countByState(ctx, filter, deliveryCountMax);
}
