import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { DeliveryDetail, getDeliveryContract } from "./contract";
import { presentDelivery } from "./present";
import { readAttempts } from "./read-attempts";
import { readRows, shownColumns } from "./read-rows";
import { viewRequests } from "./request-view";

/** One delivery with the request as the next attempt would send it, and its last hundred attempts, oldest first. Throws `not_found`. */
export async function getDelivery(
  ctx: WorkspaceCtx,
  { deliveryId }: Input<typeof getDeliveryContract>,
): Promise<DeliveryDetail> {
  authorize(ctx, "read");
  const { sql } = ctx;
  const [id, workspaceId] = [toUuid("dlv", deliveryId), toUuid("wks", ctx.workspace.id)];
  const one = sql`select ${shownColumns(ctx)} from deliveries where workspace_id = ${workspaceId} and id = ${id}`;
  const [[row], attempts] = await Promise.all([readRows(ctx, one), readAttempts(ctx, [id])]);
  if (row === undefined) throw notFound("delivery");
  const made = attempts.get(id) ?? [];
  const requests = await viewRequests(ctx, [{ id, lastUrl: made.at(-1)?.url ?? null }]);
  return { ...presentDelivery(row), request: requests.get(id) ?? null, attempts: made };
}
