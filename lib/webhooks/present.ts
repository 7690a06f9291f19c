import type { WorkspaceCtx } from "../context";
import type { Webhook } from "./contract";
import { disabledReasons } from "./disabled";
import { presentTagNames, showFilters } from "./filters";
import { type Condition, readConditions } from "./health";
import type { WebhookRow } from "./load";
import { readCustomPayload } from "./load-subscriptions";
import { readStoredFilters, type StoredFilters } from "./stored-filters";

/** Webhooks as the API shows them, in the rows' order: without their secrets, with how they are doing. Four statements for any number. */
export async function presentWebhooks(ctx: WorkspaceCtx, rows: WebhookRow[]): Promise<Webhook[]> {
  const filters = rows.map((row) => readStoredFilters(row.filters));
  const [conditions, tagNames] = await Promise.all([readConditions(ctx, rows), presentTagNames(ctx, filters)]);
  return rows.flatMap((row, index) => {
    const condition = conditions.get(row.id);
    return condition === undefined ? [] : [present(ctx, row, filters[index] ?? null, tagNames, condition)];
  });
}

/** One webhook as the API shows it. */
export async function presentWebhook(ctx: WorkspaceCtx, row: WebhookRow): Promise<Webhook> {
  const [webhook] = await presentWebhooks(ctx, [row]);
  if (webhook === undefined) throw new Error("every webhook has a condition, `new` in the worst case");
  return webhook;
}

function present(
  ctx: WorkspaceCtx,
  row: WebhookRow,
  filters: StoredFilters | null,
  tagNames: ReadonlyMap<string, string>,
  { health, held }: Condition,
): Webhook {
  const { previousSecretUntil, disabledAt } = row;
  const reason = disabledReasons.find((name) => name === row.disabledReason);
  return {
    id: row.id,
    campaignId: row.campaignId,
    name: row.name,
    url: row.url,
    contentType: row.contentType,
    // Blocks of journeys send by other methods too, and are never shown here.
    method: row.method === "GET" ? "GET" : "POST",
    auth: row.username === null ? { type: "none" } : { type: "basic", username: row.username },
    hasSecret: row.secret !== null,
    previousSecretUntil:
      previousSecretUntil !== null && previousSecretUntil > ctx.now() ? previousSecretUntil.toISOString() : null,
    hexSignature: row.hexSignature,
    logResponseBody: row.logResponseBody,
    active: row.active && row.disabledReason === null,
    disabled: reason === undefined || disabledAt === null ? null : { reason, at: disabledAt.toISOString() },
    events: row.events,
    filters: showFilters(filters, tagNames),
    customPayload: readCustomPayload(row.customPayload),
    redirectIsSuccess: row.redirectIsSuccess,
    ratePerMinute: row.ratePerMinute,
    concurrency: row.concurrency,
    health,
    held,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
