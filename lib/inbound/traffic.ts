import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { AudienceWebhook } from "./contract";

export type Traffic = AudienceWebhook["traffic"];

const hourMs = 3_600_000;

/** The last 24 hours of these webhooks, by their ids. */
export async function readTraffic(ctx: WorkspaceCtx, hookIds: string[]): Promise<Map<string, Traffic>> {
  if (hookIds.length === 0) return new Map();
  const now = ctx.now().getTime();
  const first = Math.floor(now / hourMs) * hourMs - 23 * hourMs;
  const ids = hookIds.map((id) => toUuid("hok", id));
  const [rows, newest] = await Promise.all([
    ctx.sql<{ hookId: string; hour: Date; accepted: number; refused: number }[]>`
      select hook_id as "hookId", date_trunc('hour', minute) as hour, sum(accepted)::int as accepted, sum(refused)::int as refused
      from inbound_traffic where hook_id = any(${ids}::uuid[]) and minute >= ${new Date(first)} group by 1, 2`,
    ctx.sql<{ hookId: string; minute: Date | null }[]>`
      select h.id as "hookId", (select max(minute) from inbound_traffic t where t.hook_id = h.id) as minute
      from unnest(${ids}::uuid[]) as h(id)`,
  ]);
  const byHour = new Map(rows.map((row) => [`${row.hookId} ${row.hour.getTime()}`, row]));
  const lastOf = new Map(newest.map((row) => [row.hookId, row.minute]));
  return new Map(
    hookIds.map((hookId, index) => {
      const id = ids[index] ?? "";
      const hours = Array.from({ length: 24 }, (_, hour) => {
        const at = first + hour * hourMs;
        const row = byHour.get(`${id} ${at}`);
        return { hour: new Date(at).toISOString(), accepted: row?.accepted ?? 0, refused: row?.refused ?? 0 };
      });
      return [
        hookId,
        {
          accepted24h: hours.reduce((sum, { accepted }) => sum + accepted, 0),
          refused24h: hours.reduce((sum, { refused }) => sum + refused, 0),
          lastRequestAt: lastOf.get(id)?.toISOString() ?? null,
          hours,
        },
      ];
    }),
  );
}

/** The traffic of one webhook. */
export async function readTrafficOf(ctx: WorkspaceCtx, hookId: string): Promise<Traffic> {
  const found = (await readTraffic(ctx, [hookId])).get(hookId);
  if (found === undefined) throw new Error("every webhook has its traffic, none of it in the worst case");
  return found;
}
