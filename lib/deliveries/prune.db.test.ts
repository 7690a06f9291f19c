import { beforeEach, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { ensurePartitions } from "@/db/partitions";
import type { WorkspaceCtx } from "../context";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { listDeliveries } from "./list";
import { countOverdueDeliveries, pruneDeliveries } from "./prune";
import { deliveryIdAt, testDelivery, testWebhookRow } from "./testing/log-rows";

let ctx: WorkspaceCtx & TestCtx;
let webhookId: string;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  webhookId = await testWebhookRow(ctx);
});

const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * 86_400_000);
const delivered = (days: number, of = ctx, state: "succeeded" | "failed" | "pending" | "held" = "succeeded") =>
  testDelivery(of, { id: deliveryIdAt(daysAgo(days)), webhookId, state, attempts: 2 });
const run = async () => {
  while (await pruneDeliveries(ctx));
};
const ids = async (of: WorkspaceCtx = ctx) => (await listDeliveries(of, { limit: 100 })).items.map(({ id }) => id);
const attempts = () =>
  ctx.sql`select from delivery_attempts where workspace_id = ${toUuid("wks", ctx.workspace.id)}`.then(
    ({ length }) => length,
  );

test("finished deliveries go after their workspace's days, with their attempts; what is not delivered yet stays", async () => {
  const frugal = await testWorkspace(ctx);
  await ctx.sql`update workspaces set keep_deliveries_days = 7 where id = ${toUuid("wks", frugal.workspace.id)}`;
  await delivered(40);
  await delivered(31, ctx, "failed");
  const pending = await delivered(32, ctx, "pending");
  const held = await delivered(31, ctx, "held");
  const young = await delivered(29);
  await delivered(8, frugal);
  const kept = await delivered(6, frugal);
  expect(await countOverdueDeliveries(ctx)).toBe(2);
  await run();
  expect(new Set(await ids())).toEqual(new Set([young, held, pending]));
  expect(await ids(frugal)).toEqual([kept]);
  expect(await attempts()).toBe(6);
  expect(await countOverdueDeliveries(ctx)).toBe(0);
});

test("a month that nobody keeps is dropped, from deliveries and attempts alike; not while something in it may wait", async () => {
  ctx.clock.now = new Date(Date.UTC(2031, 4, 20));
  await ensurePartitions(ctx.sql, new Date(Date.UTC(2031, 2, 1)));
  await ctx.sql`update workspaces set keep_deliveries_days = 3`;
  const months = async () =>
    (
      await ctx.sql<{ name: string }[]>`
        select relname as name from pg_class where relkind = 'r' and relname ~ '^deliver.*_2031_0[34]$' order by 1`
    ).map(({ name }) => name);
  await run();
  expect(await months()).toEqual(["deliveries_2031_04", "delivery_attempts_2031_04"]);
});

test("the health chart's counts go after a month", async () => {
  const hour = new Date(Math.floor(daysAgo(36).getTime() / 3_600_000) * 3_600_000);
  const young = new Date(hour.getTime() + 3 * 86_400_000);
  for (const at of [hour, young])
    await ctx.sql`insert into webhook_traffic values (${toUuid("whk", webhookId)}, ${at}, 1, 1, 1, 1)`;
  await run();
  const left = await ctx.sql`select hour from webhook_traffic where webhook_id = ${toUuid("whk", webhookId)}`;
  expect(left).toEqual([{ hour: young }]);
});
