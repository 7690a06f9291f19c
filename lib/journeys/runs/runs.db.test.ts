import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { deleteContact } from "../../contacts/delete";
import type { WorkspaceCtx } from "../../context";
import { replayDeliveries } from "../../deliveries/replay/start";
import { endDeliveriesFunction } from "../../deliveries/upkeep";
import { cancelJob } from "../../jobs/cancel";
import { getJob } from "../../jobs/get";
import { listJobIssues } from "../../jobs/list-issues";
import { runDueJobs } from "../../jobs/run-due";
import { put } from "../../segments/testing/settle";
import { testAudience } from "../../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { type Receiver, startReceiver } from "../../testing/receiver";
import { untilWaiting } from "../../testing/until-waiting";
import type { Graph } from "../graph/graph";
import { type JourneyApi, journeyApi } from "../testing/api";
import { connected, line, node, trigger } from "../testing/graphs";
import { liveJourney, settle } from "../testing/settle";
import { retryRunsJob } from "./retry-job";

let base: TestCtx;
let ctx: TestCtx & WorkspaceCtx;
let api: JourneyApi;
let audienceId: string;
let receiver: Receiver;
beforeAll(async () => {
  base = await testCtx();
});
beforeEach(async () => {
  ctx = await testWorkspace(base);
  // Whatever a test before has left on its way is not this one's.
  await ctx.sql`update journeys set status = 'paused' where status = 'live'`;
  await ctx.sql`delete from delivery_queue`;
  api = await journeyApi(base, ctx);
  audienceId = (await testAudience(ctx, { fields: [{ key: "crm_id" }] })).id;
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const token = { type: "token", token: "tok-very-secret" };
const call = (more: Record<string, unknown> = {}) =>
  node("call", "webhook", { url: `${receiver.url}/crm`, auth: token, retries: 0, waitForResponse: true, ...more });
const exit = node("end", "exit");
const wait = node("wait", "delay", { mode: "duration", amount: 1, unit: "days" });
/** Goes on when the receiver says yes, and has no branch for when it does not. */
const asking = (more?: Record<string, unknown>): Graph =>
  connected({ nodes: [trigger, call(more), exit], edges: [] }, "start next call", "call success end");

const come = (email: string, fields: Record<string, string> = {}) =>
  put(ctx, audienceId, email, { fields, consent: { kind: "set", status: "subscribed" } });
async function started(graph: Graph, ...emails: string[]) {
  const journeyId = await liveJourney(ctx, audienceId, graph);
  for (const email of emails) await come(email);
  await settle(ctx);
  return { journeyId };
}
// biome-ignore lint/suspicious/noExplicitAny: a test reads what was answered.
const runsOf = async (at: { journeyId: string }, query = ""): Promise<any[]> =>
  (await api.runs(at, undefined, query)).json.items;
const onlyRun = async (at: { journeyId: string }) => {
  const [run] = await runsOf(at);
  return { runId: String(run?.id) };
};
const ids = () => receiver.requests.map(({ headers }) => headers["webhook-id"]);
const counts = async (at: { journeyId: string }) => (await api.counts(at)).json.blocks;

describe("the list of runs", () => {
  test("goes newest first, page by page, by state, block and contact", async () => {
    const graph = connected(line(trigger, wait, exit));
    const at = await started(graph, "a@example.com", "b@example.com", "c@example.com");
    const all = await runsOf(at);
    expect(all.map(({ contact, state, nodeId, stuck }) => [contact.email, state, nodeId, stuck])).toEqual([
      ["c@example.com", "waiting", "wait", false],
      ["b@example.com", "waiting", "wait", false],
      ["a@example.com", "waiting", "wait", false],
    ]);
    expect(all[0]).toMatchObject({ ...at, journeyName: "Welcome", version: 1, finishedAt: null, reason: null });
    const first = (await api.runs(at, undefined, "?limit=2")).json;
    const rest = (await api.runs(at, undefined, `?limit=2&cursor=${first.nextCursor}`)).json;
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(rest.nextCursor).toBeNull();
    await api.stop({ runId: all[1].id });
    expect(await runsOf(at, "?state=stopped")).toMatchObject([{ id: all[1].id }]);
    expect(await runsOf(at, "?state=waiting&nodeId=wait")).toHaveLength(2);
    expect(await runsOf(at, "?nodeId=end")).toEqual([]);
    expect(await runsOf(at, `?contactId=${all[0].contact.id}`)).toMatchObject([{ id: all[0].id }]);
    expect((await api.runs(at, undefined, "?cursor=nonsense")).status).toBe(400);
  });

  test("says who should have moved by now and has not, in a live journey only", async () => {
    const at = await started(line(trigger, wait, exit), "ann@example.com");
    ctx.clock.now = new Date(ctx.now().getTime() + 86_400_000 + 4 * 60_000);
    expect((await runsOf(at))[0].stuck).toBe(false);
    ctx.clock.now = new Date(ctx.now().getTime() + 2 * 60_000);
    expect((await runsOf(at))[0].stuck).toBe(true);
    await api.pause(at);
    expect((await runsOf(at))[0].stuck).toBe(false);
    await api.resume(at);
    await settle(ctx);
    expect(await runsOf(at)).toMatchObject([{ state: "completed", stuck: false }]);
  });

  test("says who waits for a request that has ended long ago, or for nothing at all", async () => {
    const at = await started(asking(), "ann@example.com");
    const runUuid = toUuid("run", (await onlyRun(at)).runId);
    await ctx.sql`
      update journey_runs set state = 'waiting', awaits_delivery = (select id from deliveries where run_id = ${runUuid})
      where id = ${runUuid}`;
    expect((await runsOf(at))[0].stuck).toBe(false);
    ctx.clock.now = new Date(ctx.now().getTime() + 6 * 60_000);
    expect((await runsOf(at))[0].stuck).toBe(true);
    await ctx.sql`update journey_runs set awaits_delivery = null where id = ${runUuid}`;
    expect((await runsOf(at))[0].stuck).toBe(true);
    await ctx.sql`update journey_runs set awaits_event = 'email.opened' where id = ${runUuid}`;
    expect((await runsOf(at))[0].stuck).toBe(false);
  });
});

test("a journey's totals tell where everybody is, whoever was stopped or tried again", async () => {
  // 508 is never tried again, 500 is.
  receiver.answer = ({ body }) => (body.includes("a@") ? 200 : body.includes("b@") ? 508 : 500);
  const at = await started(asking({ retries: 9 }), "a@example.com", "b@example.com", "c@example.com", "d@example.com");
  const totals = async () => (await api.get(at)).json.totals;
  expect(await totals()).toEqual({ entered: 4, active: 2, completed: 1, failed: 1 });
  const [stopped, , failed] = await runsOf(at);
  await api.stop({ runId: stopped.id });
  expect(await totals()).toEqual({ entered: 4, active: 1, completed: 1, failed: 1 });
  await api.retry({ runId: failed.id });
  expect(await totals()).toEqual({ entered: 4, active: 2, completed: 1, failed: 0 });
  expect(Object.keys(await counts(at)).sort()).toEqual(["call", "end", "start"]);
  expect((await api.list()).json.items[0].totals).toEqual(await totals());
});

describe("the trace of a run", () => {
  test("tells every step as its version names it, with the request and each answer, credentials masked", async () => {
    receiver.answer = () => ({ status: 200, body: '{"id":7}' });
    const named = asking({ method: "PUT", save: [{ path: "id", to: "variable", key: "crm" }] });
    const graph = {
      ...named,
      nodes: named.nodes.map((one) => (one.id === "call" ? { ...one, name: "Tell the CRM" } : one)),
    };
    const at = await started(graph, "lea@example.com");
    await api.save(at, { graph: line(trigger) });
    const trace = await api.run(await onlyRun(at));
    expect(trace.json).toMatchObject({
      state: "completed",
      variables: { crm: 7 },
      contact: { email: "lea@example.com" },
    });
    expect(trace.json.steps).toMatchObject([
      { number: 1, nodeId: "start", type: "trigger", name: null, state: "done", port: "next", delivery: null },
      {
        number: 2,
        nodeId: "call",
        type: "webhook",
        name: "Tell the CRM",
        state: "done",
        port: "success",
        reason: "Answered 200.",
        delivery: {
          method: "PUT",
          state: "succeeded",
          request: { method: "PUT", url: `${receiver.url}/crm` },
          attempts: [{ number: 1, responseStatus: 200, responseBody: '{"id":7}' }],
        },
      },
      { number: 3, nodeId: "end", state: "done", port: null },
    ]);
    const [, { delivery }] = trace.json.steps;
    expect(ids()).toEqual([delivery.id]);
    expect(receiver.requests[0]?.headers.authorization).toBe("Bearer tok-very-secret");
    expect(delivery.request.body).toBe(receiver.requests[0]?.body);
    expect(delivery.request.headers).toContainEqual({ name: "authorization", value: "Bearer ••••••" });
    expect(trace.text).not.toContain("very-secret");
  });

  test("keeps what it did when the contact was deleted, without the address", async () => {
    const at = await started(line(trigger, wait, exit), "ann@example.com");
    const run = await onlyRun(at);
    const [{ contact }] = await runsOf(at);
    await deleteContact(ctx, { audienceId, contactId: contact.id });
    await settle(ctx);
    const trace = await api.run(run);
    expect(trace.json).toMatchObject({
      state: "stopped",
      contact: { email: null },
      reason: "The contact was deleted.",
    });
    expect(trace.json.steps).toHaveLength(2);
  });

  test("and what can be done with a run, is nobody else's", async () => {
    const at = await started(asking(), "ann@example.com");
    const run = await onlyRun(at);
    const stranger = await journeyApi(base, await testWorkspace(base));
    for (const name of ["run", "retry", "stop"] as const) expect((await stranger[name](run)).status).toBe(404);
    const viewer = await journeyApi(base, ctx, "viewer");
    expect((await viewer.run(run)).status).toBe(200);
    for (const name of ["retry", "stop"] as const) expect((await viewer[name](run)).status).toBe(403);
  });
});

describe("stopping a run", () => {
  test("ends it where it stands: the time does not move it on, and it counts as waiting no more", async () => {
    const at = await started(line(trigger, wait, exit), "ann@example.com");
    expect(await counts(at)).toMatchObject({ wait: { entered: 1, waiting: 1, done: 0, failed: 0 } });
    const run = await onlyRun(at);
    const stopped = await api.stop(run);
    expect(stopped.json).toMatchObject({ state: "stopped", nodeId: "wait", wakeAt: null });
    expect(stopped.json.reason).toMatch(/^Stopped by /);
    expect(stopped.json.finishedAt).not.toBeNull();
    expect(await counts(at)).toMatchObject({ wait: { entered: 1, waiting: 0, done: 1 } });
    ctx.clock.now = new Date(ctx.now().getTime() + 2 * 86_400_000);
    await settle(ctx);
    const trace = (await api.run(run)).json;
    expect([
      trace.state,
      trace.steps.map(({ nodeId, state }: { nodeId: string; state: string }) => `${nodeId} ${state}`),
    ]).toEqual(["stopped", ["start done", "wait done"]]);
    expect((await api.stop(run)).status).toBe(409);
  });

  test("is told to who wants to hear that a contact left the journey", async () => {
    const other = await liveJourney(
      ctx,
      audienceId,
      line(node("start", "trigger", { on: "event", event: "journey.exited" }), node("out", "exit")),
      "After",
    );
    const at = await started(line(trigger, wait, exit), "ann@example.com");
    await api.stop(await onlyRun(at));
    await settle(ctx);
    expect(await runsOf({ journeyId: other })).toMatchObject([
      { state: "completed", contact: { email: "ann@example.com" } },
    ]);
  });
});

describe("retrying a run", () => {
  test("whose request failed sends the same request again under the same id, and goes on by its answer", async () => {
    receiver.answer = () => 500;
    const at = await started(asking(), "ann@example.com");
    const run = await onlyRun(at);
    expect((await api.run(run)).json).toMatchObject({
      state: "failed",
      nodeId: "call",
      steps: [{}, { state: "failed" }],
    });
    expect(await counts(at)).toMatchObject({ call: { entered: 1, waiting: 0, done: 0, failed: 1 } });
    receiver.answer = () => 200;
    expect((await api.retry(run)).json).toMatchObject({
      state: "waiting",
      nodeId: "call",
      reason: null,
      finishedAt: null,
    });
    expect(await counts(at)).toMatchObject({ call: { entered: 1, waiting: 1, failed: 0 } });
    await settle(ctx);
    const trace = (await api.run(run)).json;
    expect([trace.state, trace.steps.length]).toEqual(["completed", 3]);
    expect(trace.steps[1].delivery).toMatchObject({
      id: ids()[0],
      state: "succeeded",
      attempts: [{ responseStatus: 500 }, { responseStatus: 200 }],
    });
    expect(new Set(ids()).size).toBe(1);
    expect(receiver.requests[1]?.body).toBe(receiver.requests[0]?.body);
    expect(await counts(at)).toMatchObject({ call: { entered: 1, waiting: 0, done: 1, failed: 0 } });
    expect((await api.retry(run)).status).toBe(409);
  });

  test("may fail again, and be tried again", async () => {
    receiver.answer = () => 500;
    const at = await started(asking(), "ann@example.com");
    const run = await onlyRun(at);
    for (let again = 0; again < 2; again++) {
      await api.retry(run);
      await settle(ctx);
      expect(await runsOf(at)).toMatchObject([{ state: "failed" }]);
    }
    expect([receiver.requests.length, new Set(ids()).size]).toEqual([3, 1]);
    expect(await counts(at)).toMatchObject({ call: { entered: 1, waiting: 0, done: 0, failed: 1 } });
  });

  test("that could not keep the answer asks again under the same id", async () => {
    receiver.answer = () => ({ body: '{"id":{"no":"text"}}' });
    const save = [{ path: "$.id", to: "field", key: "crm_id" }];
    const at = await started(asking({ save }), "ann@example.com");
    expect(await runsOf(at)).toMatchObject([{ state: "failed", nodeId: "call" }]);
    receiver.answer = () => ({ body: '{"id":"c-7"}' });
    expect((await api.retry(await onlyRun(at))).json).toMatchObject({ state: "waiting", nodeId: "call" });
    await settle(ctx);
    expect(await runsOf(at)).toMatchObject([{ state: "completed" }]);
    expect([receiver.requests.length, new Set(ids()).size]).toEqual([2, 1]);
  });

  test("whose request is answered at this very moment does not wait for it for ever", async () => {
    receiver.answer = () => 500;
    const at = await started(asking(), "ann@example.com");
    const run = await onlyRun(at);
    await replayDeliveries(ctx, { filter: { state: "failed" } });
    receiver.answer = () => 200;
    let retried: Promise<unknown> | undefined;
    await ctx.sql.begin(async (tx) => {
      await tx`update deliveries set state = 'succeeded', finished_at = ${ctx.now()} where run_id = ${toUuid("run", run.runId)}`;
      await tx`delete from delivery_queue`;
      retried = api.retry(run);
      await untilWaiting(ctx, 1);
    });
    await retried;
    await settle(ctx);
    expect(await runsOf(at)).toMatchObject([{ state: "completed" }]);
  });

  test("that failed before anything was sent tries its block anew, with the contact as it is now", async () => {
    const at = await started(asking({ url: `${receiver.url}/crm/{{ contact.fields.crm_id }}` }), "ann@example.com");
    const run = await onlyRun(at);
    expect(await runsOf(at)).toMatchObject([{ state: "failed", reason: expect.stringContaining("crm_id is missing") }]);
    await come("ann@example.com", { crm_id: "c-7" });
    expect((await api.retry(run)).json).toMatchObject({ state: "active", nodeId: "call" });
    await settle(ctx);
    expect(await runsOf(at)).toMatchObject([{ state: "completed" }]);
    expect(receiver.requests.map(({ url }) => url)).toEqual(["/crm/c-7"]);
    expect(await counts(at)).toMatchObject({ call: { entered: 1, waiting: 0, done: 1, failed: 0 } });
  });

  test("as a job lets all failed runs of a block go on, each once, with its progress", async () => {
    receiver.answer = () => 500;
    const emails = ["a", "b", "c"].map((name) => `${name}@example.com`);
    const at = await started(asking(), ...emails);
    receiver.answer = () => 200;
    const other = await api.retryAll(at, { nodeId: "end" });
    expect([other.status, other.json]).toMatchObject([202, { state: "done", total: 0, done: 0 }]);
    const job = await api.retryAll(at, { nodeId: "call" });
    expect([job.status, job.json]).toMatchObject([
      202,
      { kind: "journeys.retry", state: "done", total: 3, done: 3, succeeded: 3, failed: 0 },
    ]);
    await settle(ctx);
    expect((await runsOf(at)).map(({ state }) => state)).toEqual(["completed", "completed", "completed"]);
    expect([receiver.requests.length, new Set(ids()).size]).toEqual([6, 3]);
    expect((await api.retryAll(at, {})).json).toMatchObject({ total: 0, done: 0 });
  });

  test("as a job goes piece by piece, and stops when it is cancelled", async () => {
    receiver.answer = () => 500;
    const at = await started(asking(), "ann@example.com");
    const [pattern] = await ctx.sql<
      { id: string }[]
    >`select id from journey_runs where journey_id = ${toUuid("jny", at.journeyId)}`;
    // A thousand more that failed in the block before anything was sent.
    await ctx.sql`
      insert into journey_runs (id, workspace_id, journey_id, version_id, audience_id, contact_id, state, node_id, visits, entered_at, finished_at)
      select overlay(r.id::text placing lpad(to_hex(n), 12, '0') from 25)::uuid, workspace_id, journey_id, version_id, audience_id, contact_id,
        'failed', node_id, 99, entered_at, finished_at
      from journey_runs r, generate_series(1, 1000) n where r.id = ${pattern?.id ?? ""}`;
    const job = (await api.retryAll(at, {})).json;
    expect(job).toMatchObject({ state: "running", total: 1001, done: 500, succeeded: 500 });
    await cancelJob(ctx, { jobId: job.id });
    while (await runDueJobs(ctx, [retryRunsJob]));
    expect(await getJob(ctx, { jobId: job.id })).toMatchObject({ state: "cancelled", done: 500 });
    const [left] = await ctx.sql<{ count: number }[]>`
      select count(*)::int as count from journey_runs where journey_id = ${toUuid("jny", at.journeyId)} and state = 'failed'`;
    expect(left?.count).toBe(501);
  });

  test("tells why one can't go on: its data has gone", async () => {
    receiver.answer = () => 500;
    const at = await started(asking(), "ann@example.com");
    await ctx.sql`update deliveries set body = null where run_id = ${toUuid("run", (await onlyRun(at)).runId)}`;
    const refused = await api.retry(await onlyRun(at));
    expect([refused.status, refused.json.error.code]).toEqual([409, "conflict"]);
    const job = (await api.retryAll(at, {})).json;
    expect(job).toMatchObject({ state: "done", done: 1, succeeded: 0, failed: 1 });
    expect((await listJobIssues(ctx, { jobId: job.id, limit: 5 })).items).toMatchObject([
      { subject: (await onlyRun(at)).runId, message: refused.json.error.message },
    ]);
    expect(await runsOf(at)).toMatchObject([{ state: "failed" }]);
  });
});

describe("deleting a journey", () => {
  test("stops who is in it, sends nothing more, and keeps the log of deliveries", async () => {
    receiver.answer = () => 500;
    const at = await started(asking({ retries: 9 }), "a@example.com", "b@example.com");
    expect((await runsOf(at)).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    const sent = receiver.requests.length;
    expect((await api.remove(at)).status).toBe(204);
    expect((await api.get(at)).status).toBe(404);
    const states =
      await ctx.sql`select distinct state, reason from journey_runs where journey_id = ${toUuid("jny", at.journeyId)}`;
    expect(states).toEqual([{ state: "stopped", reason: "The journey was deleted." }]);
    ctx.clock.now = new Date(ctx.now().getTime() + 3_600_000);
    while (await endDeliveriesFunction.work(ctx, 0));
    await settle(ctx);
    expect(receiver.requests).toHaveLength(sent);
    const log = await ctx.sql`
      select d.state, d.cause, (select count(*)::int from delivery_attempts a where a.delivery_id = d.id) as attempts
      from deliveries d join journey_runs r on r.id = d.run_id where r.journey_id = ${toUuid("jny", at.journeyId)}`;
    expect(log).toEqual([
      { state: "failed", cause: "webhook_deleted", attempts: 1 },
      { state: "failed", cause: "webhook_deleted", attempts: 1 },
    ]);
    await come("c@example.com");
    await settle(ctx);
    expect(receiver.requests).toHaveLength(sent);
  });
});
