import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { webhookTrafficContract } from "./contract";

const hourMs = 3_600_000;

/** A webhook's attempts of the last hours, oldest first, an entry for every hour. Throws `not_found`. */
export async function webhookTraffic(
  ctx: WorkspaceCtx,
  { webhookId, hours }: Input<typeof webhookTrafficContract>,
): Promise<Answer<typeof webhookTrafficContract>> {
  authorize(ctx, "read");
  const { sql } = ctx;
  const id = toUuid("whk", webhookId);
  const first = Math.floor(ctx.now().getTime() / hourMs) * hourMs - (hours - 1) * hourMs;
  const [[webhook], rows] = await Promise.all([
    sql`select from webhooks where id = ${id} and workspace_id = ${toUuid("wks", ctx.workspace.id)}`,
    sql<{ hour: Date; succeeded: number; failed: number; durationMs: number }[]>`
      select hour, sum(succeeded)::int as succeeded, sum(failed)::int as failed, sum(duration_ms)::float8 as "durationMs"
      from webhook_traffic where webhook_id = ${id} and hour >= ${new Date(first)} group by hour`,
  ]);
  if (webhook === undefined) throw notFound("webhook");
  const byHour = new Map(rows.map((row) => [row.hour.getTime(), row]));
  return {
    hours: Array.from({ length: hours }, (_, index) => {
      const at = first + index * hourMs;
      const { succeeded = 0, failed = 0, durationMs = 0 } = byHour.get(at) ?? {};
      const attempts = succeeded + failed;
      return {
        hour: new Date(at).toISOString(),
        succeeded,
        failed,
        meanMs: attempts === 0 ? null : Math.round(durationMs / attempts),
      };
    }),
  };
}
