import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { Attempt, DeliveryDetail, getDeliveryContract } from "./contract";
import { presentCause, presentDelivery } from "./present";
import { readRows, shownColumns } from "./read-rows";
import { viewRequest } from "./request-view";

/** More attempts than a schedule has are a delivery that somebody sent again and again: the last ones tell what matters. */
const attemptsShownMax = 100;

interface AttemptRow extends Omit<Attempt, "startedAt" | "cause"> {
  startedAt: Date;
  cause: string | null;
  error: string | null;
}

/** One delivery with the request as the next attempt would send it, and its last hundred attempts, oldest first. Throws `not_found`. */
export async function getDelivery(
  ctx: WorkspaceCtx,
  { deliveryId }: Input<typeof getDeliveryContract>,
): Promise<DeliveryDetail> {
  authorize(ctx, "read");
  const { sql } = ctx;
  const [id, workspaceId] = [toUuid("dlv", deliveryId), toUuid("wks", ctx.workspace.id)];
  const one = sql`select ${shownColumns(ctx)} from deliveries where workspace_id = ${workspaceId} and id = ${id}`;
  const [[row], attempts] = await Promise.all([
    readRows(ctx, one),
    sql<AttemptRow[]>`
      select number, url, request_headers as "requestHeaders", started_at as "startedAt", duration_ms as "durationMs",
        response_status as "responseStatus", response_headers as "responseHeaders", response_body as "responseBody",
        response_truncated as "responseTruncated", cause, error
      from delivery_attempts where delivery_id = ${id} and workspace_id = ${workspaceId}
      order by number desc limit ${attemptsShownMax}`,
  ]);
  if (row === undefined) throw notFound("delivery");
  return {
    ...presentDelivery(row),
    request: await viewRequest(ctx, id, attempts[0]?.url ?? null),
    attempts: attempts.toReversed().map(({ startedAt, cause, error, ...attempt }) => ({
      ...attempt,
      startedAt: startedAt.toISOString(),
      cause: presentCause(cause, error),
    })),
  };
}
