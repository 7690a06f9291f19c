import { inArray } from "drizzle-orm";
import { fromUuid, toUuid } from "@/db/ids";
import { webhookHealth } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import type { Webhook } from "./contract";
import { webhookLimits } from "./limits";
import type { WebhookRow } from "./load";

export interface Condition {
  health: Webhook["health"];
  held: number;
}

const hourMs = 3_600_000;
const hoursShown = 24;

/** How the endpoints of these webhooks are doing, and how much is held for them, by their ids: three statements for any number. */
export async function readConditions(ctx: WorkspaceCtx, rows: WebhookRow[]): Promise<Map<string, Condition>> {
  if (rows.length === 0) return new Map();
  const now = ctx.now();
  const first = Math.floor(now.getTime() / hourMs) * hourMs - (hoursShown - 1) * hourMs;
  const ids = rows.map((row) => row.id);
  const uuids = ids.map((id) => toUuid("whk", id));
  const [healthRows, trafficRows, heldRows] = await Promise.all([
    ctx.db.select().from(webhookHealth).where(inArray(webhookHealth.webhookId, ids)),
    ctx.sql<{ webhookId: string; hour: Date; succeeded: number; failed: number }[]>`
      select webhook_id as "webhookId", hour, sum(succeeded)::int as succeeded, sum(failed)::int as failed
      from webhook_traffic where webhook_id = any(${uuids}::uuid[]) and hour >= ${new Date(first)} group by 1, 2`,
    ctx.sql<{ webhookId: string; held: number }[]>`
      select w.id as "webhookId", (
        select count(*)::int from (
          select from deliveries d where d.webhook_id = w.id and d.state = 'held' limit ${webhookLimits.heldCountMax}) counted
      ) as held from unnest(${uuids}::uuid[]) as w(id)`,
  ]);
  const healthOf = new Map(healthRows.map((health) => [health.webhookId, health]));
  const heldOf = new Map(heldRows.map(({ webhookId, held }) => [fromUuid("whk", webhookId), held]));
  const trafficOf = new Map(trafficRows.map((row) => [`${fromUuid("whk", row.webhookId)} ${row.hour.getTime()}`, row]));
  return new Map(
    rows.map((row) => {
      const health = healthOf.get(row.id);
      const hours = Array.from({ length: hoursShown }, (_, index) => {
        const at = first + index * hourMs;
        const { succeeded = 0, failed = 0 } = trafficOf.get(`${row.id} ${at}`) ?? {};
        return { hour: new Date(at).toISOString(), succeeded, failed };
      });
      const openUntil = health?.openUntil != null && health.openUntil > now ? health.openUntil : null;
      return [
        row.id,
        {
          health: {
            state: stateOf(row, health, openUntil !== null),
            openUntil: openUntil?.toISOString() ?? null,
            failingSince: health?.failingSince?.toISOString() ?? null,
            lastSuccessAt: health?.lastSuccessAt?.toISOString() ?? null,
            lastFailureAt: health?.lastFailureAt?.toISOString() ?? null,
            lastError: health?.lastError ?? null,
            succeeded24h: hours.reduce((sum, { succeeded }) => sum + succeeded, 0),
            failed24h: hours.reduce((sum, { failed }) => sum + failed, 0),
            hours,
          },
          held: heldOf.get(row.id) ?? 0,
        },
      ];
    }),
  );
}

type HealthRow = typeof webhookHealth.$inferSelect;

function stateOf(row: WebhookRow, health: HealthRow | undefined, isOpen: boolean): Webhook["health"]["state"] {
  if (row.disabledReason !== null) return "disabled";
  if (!row.active) return "paused";
  if (isOpen) return "open";
  if (health === undefined) return "new";
  if (health.failuresInRow > 0) return "failing";
  return health.lastSuccessAt === null ? "new" : "healthy";
}
