import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { AudienceWebhook } from "./contract";
import type { HookRow } from "./find-webhook";
import { maskedSecret, webhookUrls } from "./webhook-urls";

const hourMs = 3_600_000;

/** A webhook as the interface shows it, with its last 24 hours. */
export async function presentWebhook(ctx: WorkspaceCtx, hook: HookRow): Promise<AudienceWebhook> {
  return {
    id: hook.id,
    maskedUrls: webhookUrls(ctx.env.publicUrl, maskedSecret(hook.last4)),
    last4: hook.last4,
    successRedirect: hook.successRedirect,
    errorRedirect: hook.errorRedirect,
    allowedOrigins: hook.allowedOrigins,
    createdAt: hook.createdAt.toISOString(),
    regeneratedAt: hook.updatedAt.toISOString(),
    traffic: await readTraffic(ctx, hook.id),
  };
}

async function readTraffic(ctx: WorkspaceCtx, hookId: string): Promise<AudienceWebhook["traffic"]> {
  const now = ctx.now().getTime();
  const first = Math.floor(now / hourMs) * hourMs - 23 * hourMs;
  const id = toUuid("hok", hookId);
  const [rows, [last]] = await Promise.all([
    ctx.sql<{ hour: Date; accepted: number; refused: number }[]>`
      select date_trunc('hour', minute) as hour, sum(accepted)::int as accepted, sum(refused)::int as refused
      from inbound_traffic where hook_id = ${id} and minute >= ${new Date(first)} group by 1`,
    ctx.sql<{ minute: Date | null }[]>`select max(minute) as minute from inbound_traffic where hook_id = ${id}`,
  ]);
  const byHour = new Map(rows.map((row) => [row.hour.getTime(), row]));
  const hours = Array.from({ length: 24 }, (_, index) => {
    const at = first + index * hourMs;
    const row = byHour.get(at);
    return { hour: new Date(at).toISOString(), accepted: row?.accepted ?? 0, refused: row?.refused ?? 0 };
  });
  return {
    accepted24h: hours.reduce((sum, { accepted }) => sum + accepted, 0),
    refused24h: hours.reduce((sum, { refused }) => sum + refused, 0),
    lastRequestAt: last?.minute?.toISOString() ?? null,
    hours,
  };
}
