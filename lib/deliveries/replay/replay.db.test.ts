import { beforeEach, describe, expect, test } from "vitest";
import { newId, toUuid } from "@/db/ids";
import { jobs } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { createJob } from "../../jobs/create";
import { getJob } from "../../jobs/get";
import { listJobIssues } from "../../jobs/list-issues";
import { runDueJobs } from "../../jobs/run-due";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { listDeliveries } from "../list";
import { testDelivery, testWebhookRow } from "../testing/log-rows";
import { replayDeliveriesJob } from "./job";
import { replayDeliveries } from "./start";

let ctx: WorkspaceCtx & TestCtx;
let webhookId: string;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.db.delete(jobs);
  webhookId = await testWebhookRow(ctx);
});

const run = async () => {
  while (await runDueJobs(ctx, [replayDeliveriesJob]));
};
const queued = () => ctx.sql<{ id: string; attempts: number; due: boolean; claimed: boolean }[]>`
  select id, attempts, due_at <= ${ctx.now()} as due, claim_id is not null as claimed from delivery_queue
  where workspace_id = ${toUuid("wks", ctx.workspace.id)} order by id`;
const uuid = (id: string) => toUuid("dlv", id);
const statesOf = async () => (await listDeliveries(ctx, { limit: 500 })).items.map(({ state }) => state);
const issuesOf = async (jobId: string) => (await listJobIssues(ctx, { jobId, limit: 500 })).items;

/** Some thousand at once, as a statement. */
async function seed(count: number, state: string) {
  await ctx.sql`
    insert into deliveries (id, workspace_id, webhook_id, event_id, event_type, state, method, content_type, body, created_at)
    select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - 60000), 12, '0') || '7' || lpad(to_hex(n), 19, '0'))::uuid,
      ${toUuid("wks", ctx.workspace.id)}, ${toUuid("whk", webhookId)}, gen_random_uuid(), 'contact.created', ${state}, 'POST',
      'application/json', '{}'::bytea, now()
    from generate_series(1, ${count}::int) n`;
}

describe("sending deliveries again by their ids", () => {
  test("has queued them when the answer leaves: same row, same bytes, the schedule anew, attempts counted on", async () => {
    const failed = await testDelivery(ctx, { webhookId, state: "failed", attempts: 3, cause: "status" });
    const arrived = await testDelivery(ctx, { webhookId, state: "succeeded", attempts: 1 });
    const job = await replayDeliveries(ctx, { ids: [failed, arrived, failed] });
    expect(job).toMatchObject({ kind: "deliveries.replay", state: "done", total: 2, done: 2, succeeded: 2 });
    expect(await queued()).toEqual([
      { id: uuid(failed), attempts: 0, due: true, claimed: false },
      { id: uuid(arrived), attempts: 0, due: true, claimed: false },
    ]);
    const rows = await ctx.sql`
      select state, attempts, body, finished_at from deliveries where id = ${uuid(failed)}`;
    expect(rows).toEqual([{ state: "pending", attempts: 3, body: Buffer.from('{"n":1}'), finished_at: null }]);
    expect(ctx.sent).toContain("deliveries/queued");
  });

  test("makes one that waits for its next attempt due now; one that is being sent is left alone", async () => {
    const later = new Date(ctx.now().getTime() + 3_600_000);
    const waiting = await testDelivery(ctx, { webhookId, attempts: 2 }, { dueAt: later });
    const sending = await testDelivery(ctx, { webhookId }, { dueAt: later, claimId: crypto.randomUUID() });
    await replayDeliveries(ctx, { ids: [waiting, sending] });
    expect(await queued()).toEqual([
      { id: uuid(waiting), attempts: 2, due: true, claimed: false },
      { id: uuid(sending), attempts: 0, due: false, claimed: true },
    ]);
  });

  test("lists with the job what can't be sent, and why", async () => {
    const off = await testWebhookRow(ctx, { active: false });
    const gone = await testDelivery(ctx, { webhookId: newId("whk"), state: "failed" });
    const forgotten = await testDelivery(ctx, { webhookId, state: "failed", body: null });
    const paused = await testDelivery(ctx, { webhookId: off, state: "held" });
    const unmade = await testDelivery(ctx, { webhookId, state: "failed", body: null, scope: { event: {} } });
    const job = await replayDeliveries(ctx, { ids: [gone, forgotten, paused, unmade] });
    expect(job).toMatchObject({ state: "done", succeeded: 1, failed: 3, issueCount: 3 });
    expect(await issuesOf(job.id)).toEqual([
      { line: null, subject: gone, message: "Its webhook was deleted, so it can't be sent again." },
      { line: null, subject: forgotten, message: "Its contact was deleted, and what was to be sent with it." },
      { line: null, subject: paused, message: "Its webhook is switched off. Switch it on, then send it again." },
    ]);
    expect((await queued()).map(({ id }) => id)).toEqual([uuid(unmade)]);
  });
});

describe("sending again all that match a filter", () => {
  test("takes what the list with that filter shows and nothing else", async () => {
    const other = await testWebhookRow(ctx);
    await testDelivery(ctx, { webhookId, state: "failed" });
    await testDelivery(ctx, { webhookId, state: "succeeded" });
    await testDelivery(ctx, { webhookId: other, state: "failed" });
    await replayDeliveries(ctx, { filter: { webhookId, state: "failed" } });
    expect(await statesOf()).toEqual(["failed", "succeeded", "pending"]);
    await replayDeliveries(ctx, { filter: { webhookId } });
    expect(await statesOf()).toEqual(["failed", "pending", "pending"]);
  });

  test("goes on in the background beyond the first few hundred, each once, with progress", async () => {
    await seed(1_234, "failed");
    const job = await replayDeliveries(ctx, { filter: { state: "failed" } });
    expect(job).toMatchObject({ state: "running", done: 500, total: 1_234 });
    await run();
    expect(await getJob(ctx, { jobId: job.id })).toMatchObject({ state: "done", done: 1_234, succeeded: 1_234 });
    const rows = await queued();
    expect(rows).toHaveLength(1_234);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1_234);
  });

  test("a process that dies in a step has queued nothing and counted nothing", async () => {
    await seed(3, "failed");
    const dying: typeof replayDeliveriesJob = {
      ...replayDeliveriesJob,
      step: (at, job, save) =>
        replayDeliveriesJob.step(at, job, async (tx, progress) => {
          await save(tx, progress);
          throw new Error("killed before the commit");
        }),
    };
    const input = { filter: { state: "failed" as const }, upTo: newId("dlv") };
    const started = await createJob(ctx, dying, { title: "Send deliveries again", input });
    await runDueJobs(ctx, [dying]);
    expect(await queued()).toEqual([]);
    ctx.clock.now = new Date(ctx.now().getTime() + 2_000);
    await run();
    expect(await getJob(ctx, { jobId: started.id })).toMatchObject({ state: "done", done: 3, total: 3 });
    expect(await queued()).toHaveLength(3);
  });
});

test("a delivery of another workspace is not found, and a viewer may not", async () => {
  const id = await testDelivery(ctx, { webhookId, state: "failed" });
  const stranger = await testWorkspace(ctx);
  await expect(replayDeliveries(stranger, { ids: [id] })).rejects.toMatchObject({ code: "not_found" });
  expect(await replayDeliveries(stranger, { filter: {} })).toMatchObject({ state: "done", done: 0 });
  const viewer = { ...ctx, actor: { type: "api_key", apiKeyId: "key_x", role: "viewer" } as const };
  await expect(replayDeliveries(viewer, { ids: [id] })).rejects.toMatchObject({ code: "forbidden" });
  expect(await queued()).toEqual([]);
});
