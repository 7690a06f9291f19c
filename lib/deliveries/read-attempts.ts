import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { Attempt } from "./contract";
import { presentCause } from "./present";
import { readableBy } from "./readable";

/** More attempts than a schedule has are a delivery that somebody sent again and again: the last ones tell what matters. */
const attemptsShownMax = 100;

interface AttemptRow extends Omit<Attempt, "startedAt" | "cause"> {
  deliveryId: string;
  startedAt: Date;
  cause: string | null;
  error: string | null;
}

/**
 * The last hundred attempts of each of some deliveries, oldest first, in one statement, as this reader may see them: receivers often quote
 * what they were sent. Ids are bare UUIDs.
 */
export async function readAttempts(ctx: WorkspaceCtx, ids: readonly string[]): Promise<Map<string, Attempt[]>> {
  const byDelivery = new Map<string, Attempt[]>();
  if (ids.length === 0) return byDelivery;
  const { sql, workspace } = ctx;
  const readable = readableBy(ctx);
  const rows = await sql<AttemptRow[]>`
    select a.* from unnest(${ids}::uuid[]) wanted(id), lateral (
      select delivery_id as "deliveryId", number, url, request_headers as "requestHeaders", started_at as "startedAt",
        duration_ms as "durationMs", response_status as "responseStatus", response_headers as "responseHeaders",
        response_body as "responseBody", response_truncated as "responseTruncated", cause, error
      from delivery_attempts where delivery_id = wanted.id and workspace_id = ${toUuid("wks", workspace.id)}
      order by number desc limit ${attemptsShownMax}) a
    order by a.number`;
  for (const { deliveryId, startedAt, cause, error, ...attempt } of rows) {
    const made = byDelivery.get(deliveryId) ?? [];
    made.push({
      ...attempt,
      url: readable(attempt.url),
      responseBody: attempt.responseBody === null ? null : readable(attempt.responseBody),
      startedAt: startedAt.toISOString(),
      cause: presentCause(cause, error),
    });
    byDelivery.set(deliveryId, made);
  }
  return byDelivery;
}
