import { beforeEach, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { runTogether } from "@/db/together";
import { bumpConfig } from "../../audiences/load";
import type { WorkspaceCtx } from "../../context";
import { sha256 } from "../../crypto";
import { line, node } from "../../journeys/testing/graphs";
import { liveJourney } from "../../journeys/testing/settle";
import { testAudience } from "../../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { testHook } from "../../testing/workspace-webhook";
import { findDoor } from "../kinds";
import { rotateWorkspaceWebhook } from "../workspace-webhooks/rotate";
import { updateWorkspaceWebhook } from "../workspace-webhooks/update";
import { findHooks } from "./find-hooks";
import { newBatchMemory } from "./passage";

let ctx: WorkspaceCtx & TestCtx;
let audience: Awaited<ReturnType<typeof testAudience>>;
let webhook: Awaited<ReturnType<typeof testHook>>;
let memory: ReturnType<typeof newBatchMemory>;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx);
  webhook = await testHook(ctx, { type: "SUBSCRIBED", tags: ["VIP"] });
  memory = newBatchMemory();
});

const arrival = () => {
  const door = findDoor(webhook.path);
  return { hook: { secretHash: sha256(door?.secret ?? "").toString("hex"), prefix: door?.prefix ?? "" } };
};
/** What a batch without a transaction finds. */
const find = () => findHooks(ctx.writes, ctx.key, memory, [arrival()]);
const stop = () => updateWorkspaceWebhook(ctx, { webhookId: webhook.id, active: false });

test("a webhook is remembered, and the statement that writes lets it pass while it is the same", async () => {
  const [first] = (await find()).all;
  const again = await find();
  expect(again.all[0]).toBe(first);
  expect(again.of(arrival())).toBe(first);
  await runTogether(ctx.writes, [again.unchanged]);
});

const tagId = () => ctx.sql`select tag_ids[1] from inbound_hooks where id = ${toUuid("hok", webhook.id)}`;
const changes: [string, () => PromiseLike<unknown>][] = [
  ["it is paused", stop],
  ["one of its settings changes", () => updateWorkspaceWebhook(ctx, { webhookId: webhook.id, ratePerMinute: 5 })],
  ["its URL is rotated", () => rotateWorkspaceWebhook(ctx, { webhookId: webhook.id })],
  ["it is deleted", () => ctx.sql`delete from inbound_hooks where id = ${toUuid("hok", webhook.id)}`],
  ["its tag gets another name", () => ctx.sql`update tags set name = 'Very important' where id = (${tagId()})`],
  ["its tag is deleted", () => ctx.sql`update tags set removed_at = now() where id = (${tagId()})`],
  ["its audience is configured anew", () => bumpConfig(ctx, audience.id)],
  [
    "a journey that starts by its requests goes live",
    () =>
      liveJourney(
        ctx,
        audience.id,
        line(node("start", "trigger", { on: "inbound", webhookId: webhook.id }), node("end", "exit")),
      ),
  ],
];
test.each(changes)("nothing is written for what is remembered of a webhook when %s", async (_, change) => {
  await find();
  await change();
  const { unchanged } = await find();
  await expect(runTogether(ctx.writes, [unchanged])).rejects.toMatchObject({ code: "40001" });
});

test("nor for what was read just before the change", async () => {
  const { unchanged } = await find();
  await stop();
  await expect(runTogether(ctx.writes, [unchanged])).rejects.toMatchObject({ code: "40001" });
});

test("a transaction reads it anew, and what it finds is remembered", async () => {
  await find();
  await updateWorkspaceWebhook(ctx, { webhookId: webhook.id, ratePerMinute: 5 });
  await ctx.writes.begin(async (tx) => {
    const { all, unchanged } = await findHooks(tx, ctx.key, memory, [arrival()]);
    expect(all[0]?.ratePerMinute).toBe(5);
    await runTogether(tx, [unchanged]);
  });
  expect((await find()).all[0]?.ratePerMinute).toBe(5);
  await stop();
  await ctx.writes.begin((tx) => findHooks(tx, ctx.key, memory, [arrival()]));
  expect(memory.hooks.size).toBe(0);
});
