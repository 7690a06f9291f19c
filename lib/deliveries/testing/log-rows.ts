import { fromUuid, newId, newUuid, toUuid, uuidFloor } from "@/db/ids";
import { deliveries, deliveryAttempts, deliveryQueue, webhookHealth, webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { shardOfWebhook } from "../shards";

/** A webhook's row of its own, without its checks. */
export async function testWebhookRow(
  ctx: WorkspaceCtx,
  row: Partial<typeof webhooks.$inferInsert> = {},
  health: Partial<typeof webhookHealth.$inferInsert> = {},
): Promise<string> {
  const id = row.id ?? newId("whk");
  await ctx.db.insert(webhooks).values({
    id,
    workspaceId: ctx.workspace.id,
    name: "CRM",
    url: "https://crm.example.com/hook",
    contentType: "json",
    method: "POST",
    events: ["contact.subscribed"],
    ...row,
  });
  if (Object.keys(health).length > 0) await ctx.db.insert(webhookHealth).values({ webhookId: id, ...health });
  return id;
}

/** An id of that moment; ids are time. */
export const deliveryIdAt = (at: Date): string => fromUuid("dlv", uuidFloor(at).slice(0, 19) + newUuid().slice(19));

/**
 * A delivery as it stands in the log when nothing has run: in the queue when it is pending, and with one attempt for each that it counts.
 * @returns its id
 */
export async function testDelivery(
  ctx: WorkspaceCtx,
  row: Partial<typeof deliveries.$inferInsert> & { webhookId: string },
  queue: Partial<typeof deliveryQueue.$inferInsert> = {},
): Promise<string> {
  const id = row.id ?? newId("dlv");
  const { webhookId } = row;
  const delivery = {
    id,
    workspaceId: ctx.workspace.id,
    eventId: newId("evt"),
    eventType: "contact.subscribed",
    state: "pending" as const,
    method: "POST",
    contentType: "json",
    body: Buffer.from('{"n":1}'),
    createdAt: ctx.now(),
    ...(row.attempts === undefined ? {} : lastAttempt(row.attempts)),
    ...row,
  };
  await ctx.db.insert(deliveries).values(delivery);
  if (delivery.state === "pending")
    await ctx.db.insert(deliveryQueue).values({
      id,
      workspaceId: ctx.workspace.id,
      webhookId,
      shard: shardOfWebhook(toUuid("whk", webhookId)),
      dueAt: ctx.now(),
      attempts: row.attempts ?? 0,
      ...queue,
    });
  for (let number = 1; number <= (row.attempts ?? 0); number++)
    await ctx.db.insert(deliveryAttempts).values({
      deliveryId: id,
      number,
      workspaceId: ctx.workspace.id,
      url: "https://crm.example.com/hook",
      requestHeaders: { "content-type": "application/json" },
      startedAt: ctx.now(),
      responseHeaders: { server: "test" },
      ...lastAttempt(number),
    });
  return id;
}

const lastAttempt = (number: number) => ({
  durationMs: number * 10,
  responseStatus: 500,
  cause: "status",
  error: `They answered 500 the ${number}. time.`,
});
