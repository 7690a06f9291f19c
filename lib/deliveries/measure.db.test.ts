import { expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { testCtx, testWorkspace } from "../testing/context";
import { measureDeliveries } from "./measure";
import { testDelivery, testWebhookRow } from "./testing/log-rows";

test("operators see what is queued and held everywhere, and how recent attempts went", async () => {
  const ctx = await testWorkspace(await testCtx());
  expect(await measureDeliveries(ctx)).toEqual({ queued: 0, held: 0, succeeded: 0, failed: 0 });
  const other = await testWorkspace(ctx);
  for (const of of [ctx, other]) {
    const webhookId = await testWebhookRow(of);
    for (const state of ["pending", "held", "held", "failed"] as const) await testDelivery(of, { webhookId, state });
    const hour = new Date(Math.floor(ctx.now().getTime() / 3_600_000) * 3_600_000);
    for (const hoursAgo of [0, 1, 2])
      await ctx.sql`
        insert into webhook_traffic values (${toUuid("whk", webhookId)}, ${new Date(hour.getTime() - hoursAgo * 3_600_000)}, 1, 5, 2, 70)`;
  }
  expect(await measureDeliveries(ctx)).toEqual({ queued: 2, held: 4, succeeded: 20, failed: 8 });
});
