import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { fromUuid, newUuid, toUuid } from "@/db/ids";
import { inboundHooks, inboundRequests, jobs } from "@/db/schema";
import { createField } from "../../audiences/fields/create";
import { deleteField } from "../../audiences/fields/delete";
import { listContacts } from "../../contacts/list";
import { cancelJob } from "../../jobs/cancel";
import { getJob } from "../../jobs/get";
import { listJobIssues } from "../../jobs/list-issues";
import { runDueJobs } from "../../jobs/run-due";
import { createMetrics } from "../../metrics";
import { testAudience, testWebhookPath } from "../../testing/audience";
import { testCtx, testWorkspace } from "../../testing/context";
import { createDoor } from "../door";
import { getRequest } from "../get-request";
import { listRequests } from "../list-requests";
import { countReplay } from "./count";
import { replayJob } from "./job";
import { replayAudienceRequests, replayRequests } from "./start";

async function setUp() {
  const ctx = await testWorkspace(await testCtx());
  await ctx.db.delete(jobs);
  const audience = await testAudience(ctx);
  const path = await testWebhookPath(ctx, audience.id);
  return { ctx, audience, path, door: createDoor(ctx, createMetrics()) };
}
let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

const post = (body: unknown, headers: Record<string, string> = {}) => {
  const all: Record<string, string> = { "content-type": "application/json", ...headers };
  return world.door.answer({
    method: "POST",
    path: `${world.path}/2`,
    header: (name) => all[name],
    headers: () => Object.entries(all),
    ip: "203.0.113.7",
    body: async () => Buffer.from(JSON.stringify(body)),
  });
};
const addLevel = () =>
  createField(world.ctx, {
    audienceId: world.audience.id,
    key: "level",
    label: "Level",
    type: "number",
    options: [],
    required: false,
    default: null,
    private: false,
  });
const mend = () => deleteField(world.ctx, { audienceId: world.audience.id, key: "level" });
const run = async () => {
  while (await runDueJobs(world.ctx, [replayJob]));
};
const emails = async () =>
  (await listContacts(world.ctx, { audienceId: world.audience.id, limit: 100 })).items.map(({ email }) => email).sort();
const logged = async (email: string) =>
  (await listRequests(world.ctx, { email, limit: 10 })).items.map(({ id, origin, status, replayOf }) => ({
    id,
    origin,
    status,
    replayOf,
  }));
const idOf = async (email: string) => (await logged(email)).at(-1)?.id ?? "";

describe("replaying a request", () => {
  it("adds the contact that was refused once the cause is mended, and links both requests", async () => {
    await addLevel();
    await post({ email: "a@example.com", level: "high", first_name: "Ada" });
    const id = await idOf("a@example.com");
    await mend();
    const job = await replayRequests(world.ctx, { ids: [id] });
    expect(job).toMatchObject({ kind: "inbound.replay", state: "queued", total: 1 });
    await run();
    expect(await getJob(world.ctx, { jobId: job.id })).toMatchObject({
      state: "done",
      done: 1,
      succeeded: 1,
      failed: 0,
    });
    expect(await emails()).toEqual(["a@example.com"]);
    const [again] = await logged("a@example.com");
    expect(again).toMatchObject({ origin: "replay", status: 200, replayOf: id });
    const detail = await getRequest(world.ctx, { requestId: id });
    expect(detail.replays).toMatchObject([{ id: again?.id, status: 200, outcome: "created" }]);
    const replay = await getRequest(world.ctx, { requestId: again?.id ?? "" });
    expect(replay).toMatchObject({ body: detail.body, contentType: "application/json", ip: "203.0.113.7", mode: "2" });
  });

  it("that is still wrong says why, as its sender was told", async () => {
    await addLevel();
    const reply = await post({ email: "a@example.com", level: "high" });
    const id = await idOf("a@example.com");
    const job = await replayRequests(world.ctx, { ids: [id] });
    await run();
    expect(await getJob(world.ctx, { jobId: job.id })).toMatchObject({ state: "done", succeeded: 0, failed: 1 });
    const { items } = await listJobIssues(world.ctx, { jobId: job.id, limit: 10 });
    expect(items).toEqual([{ line: null, subject: id, message: JSON.parse(reply.body).message }]);
  });

  it("ignores the idempotency key: it is sent again because somebody wants it again", async () => {
    await post({ email: "a@example.com", first_name: "Ada" }, { "idempotency-key": "k1" });
    await post({ email: "a@example.com", first_name: "Grace" });
    await replayRequests(world.ctx, { ids: [await idOf("a@example.com")] });
    await run();
    const { items } = await listContacts(world.ctx, { audienceId: world.audience.id, limit: 10 });
    expect(items[0]?.fields.first_name).toBe("Ada");
  });

  it("reads the query string of a GET", async () => {
    const [hook] = await world.ctx.db.select().from(inboundHooks).where(eq(inboundHooks.audienceId, world.audience.id));
    const id = fromUuid("req", newUuid());
    await world.ctx.db.insert(inboundRequests).values({
      id,
      workspaceId: world.ctx.workspace.id,
      audienceId: world.audience.id,
      hookId: hook?.id ?? "",
      origin: "door",
      mode: "2",
      method: "GET",
      headers: {},
      query: "email=q%40example.com&first_name=Ada+L",
      status: 400,
      outcome: "refused",
      message: "no",
      durationMs: 1,
      createdAt: world.ctx.now(),
    });
    await replayRequests(world.ctx, { ids: [id] });
    await run();
    const { items } = await listContacts(world.ctx, { audienceId: world.audience.id, limit: 10 });
    expect(items).toMatchObject([{ email: "q@example.com", fields: { first_name: "Ada L" } }]);
  });

  it("can't be done without its body, nor when its webhook is paused or gone, and says so", async () => {
    for (const name of ["bodiless", "paused", "deleted"]) await post({ email: `${name}@example.com` });
    const ids = await Promise.all(["bodiless", "paused", "deleted"].map((name) => idOf(`${name}@example.com`)));
    const messages: string[] = [];
    const replay = async (id = "") => {
      const job = await replayRequests(world.ctx, { ids: [id] });
      await run();
      messages.push((await listJobIssues(world.ctx, { jobId: job.id, limit: 1 })).items[0]?.message ?? "");
    };
    const uuids = ids.map((id) => toUuid("req", id));
    await world.ctx.sql`update inbound_requests set body = null where id = ${uuids[0] ?? ""}`;
    await replay(ids[0]);
    await world.ctx.sql`update inbound_hooks set active = false where audience_id = ${world.audience.uuid}`;
    await replay(ids[1]);
    await world.ctx.sql`delete from inbound_hooks where audience_id = ${world.audience.uuid}`;
    await replay(ids[2]);
    expect(messages).toEqual([
      "Its body is not kept, so it can't be sent again.",
      "Its webhook is paused. Turn it on, then replay the request.",
      "Its webhook was deleted, so it can't be sent again.",
    ]);
  });
});

describe("replaying all that failed", () => {
  it("takes the refused ones of the filter, oldest first, and none a second time once it went well", async () => {
    await addLevel();
    for (let i = 0; i < 5; i++) await post({ email: `n${i}@example.com`, level: "high" });
    await post({ email: "same@example.com", level: "x", first_name: "First" });
    await post({ email: "same@example.com", level: "x", first_name: "Second" });
    await post({ email: "fine@example.com" });
    await post({ nobody: "here" });
    expect(await countReplay(world.ctx, { status: "refused" })).toEqual({ requests: 8 });
    await mend();
    const job = await replayRequests(world.ctx, { filter: { status: "refused" } });
    await run();
    expect(await getJob(world.ctx, { jobId: job.id })).toMatchObject({ total: 8, done: 8, succeeded: 7, failed: 1 });
    const { items } = await listContacts(world.ctx, { audienceId: world.audience.id, limit: 100 });
    expect(items).toHaveLength(7);
    expect(items.find(({ email }) => email === "same@example.com")?.fields.first_name).toBe("Second");
    expect(await countReplay(world.ctx, { status: "refused" })).toEqual({ requests: 1 });
  });

  it("goes by webhook, address and time as the list does", async () => {
    await addLevel();
    await post({ email: "a@example.com", level: "x" });
    await post({ email: "b@example.com", level: "x" });
    const webhookId = (await listRequests(world.ctx, { limit: 1 })).items[0]?.webhookId;
    expect(await countReplay(world.ctx, { webhookId })).toEqual({ requests: 2 });
    expect(await countReplay(world.ctx, { webhookId: fromUuid("hok", newUuid()) })).toEqual({ requests: 0 });
    expect(await countReplay(world.ctx, { email: "B@example.com" })).toEqual({ requests: 1 });
    expect(await countReplay(world.ctx, { to: new Date(0).toISOString() })).toEqual({ requests: 0 });
    expect(await countReplay(world.ctx, { method: "GET" })).toEqual({ requests: 0 });
    expect(await countReplay(world.ctx, { status: "accepted" })).toEqual({ requests: 0 });
  });

  it("sends more than one step's worth, each request once", async () => {
    await addLevel();
    await Promise.all(Array.from({ length: 250 }, (_, i) => post({ email: `m${i}@example.com`, level: "x" })));
    await mend();
    const job = await replayRequests(world.ctx, { filter: {} });
    await runDueJobs(world.ctx, [replayJob]);
    expect(await getJob(world.ctx, { jobId: job.id })).toMatchObject({ state: "running", done: 200, total: 250 });
    await run();
    expect(await getJob(world.ctx, { jobId: job.id })).toMatchObject({ state: "done", done: 250, succeeded: 250 });
    const replays = await world.ctx.sql`select replay_of from inbound_requests
      where workspace_id = ${toUuid("wks", world.ctx.workspace.id)} and origin = 'replay'`;
    expect(new Set(replays.map((row) => row.replay_of)).size).toBe(250);
    expect(replays).toHaveLength(250);
  });
});

describe("a replay that is cancelled", () => {
  it("stops after the step under way: what was sent stays, and the next replay sends the rest", async () => {
    await addLevel();
    await Promise.all(Array.from({ length: 250 }, (_, i) => post({ email: `c${i}@example.com`, level: "x" })));
    await mend();
    const { id: jobId } = await replayRequests(world.ctx, { filter: {} });
    let steps = 0;
    const cancelledMeanwhile: typeof replayJob = {
      ...replayJob,
      step: async (ctx, job, save) => {
        steps++;
        expect(await cancelJob(world.ctx, { jobId })).toMatchObject({ state: "running", cancelling: true });
        await replayJob.step(ctx, job, save);
      },
    };
    while (await runDueJobs(world.ctx, [cancelledMeanwhile]));
    expect(steps).toBe(1);
    const sent = { done: 200, succeeded: 200, failed: 0, total: 250 };
    expect(await getJob(world.ctx, { jobId })).toMatchObject({ ...sent, state: "cancelled", cancelling: false });
    const written = async () =>
      (await listContacts(world.ctx, { audienceId: world.audience.id, limit: 500 })).items.length;
    const replays = async () => (await listRequests(world.ctx, { origin: "replay", limit: 500 })).items.length;
    expect([await written(), await replays()]).toEqual([200, 200]);

    expect(await countReplay(world.ctx, {})).toEqual({ requests: 50 });
    const rest = await replayRequests(world.ctx, { filter: {} });
    await run();
    expect(await getJob(world.ctx, { jobId: rest.id })).toMatchObject({ state: "done", done: 50, succeeded: 50 });
    expect([await written(), await replays()]).toEqual([250, 250]);
    expect(await getJob(world.ctx, { jobId })).toMatchObject({ ...sent, state: "cancelled" });
  });
});

describe("a step that is interrupted", () => {
  it("has neither sent nor counted anything: both are one transaction", async () => {
    await addLevel();
    await post({ email: "a@example.com", level: "x" });
    await mend();
    await replayRequests(world.ctx, { filter: {} });
    let saves = 0;
    const dying: typeof replayJob = {
      ...replayJob,
      step: (ctx, job, save) =>
        replayJob.step(ctx, job, async (tx, progress) => {
          saves++;
          if (saves === 1) await save(tx, progress);
          throw new Error("killed before the commit");
        }),
    };
    await runDueJobs(world.ctx, [dying]);
    expect(await emails()).toEqual([]);
    expect(await logged("a@example.com")).toHaveLength(1);
    world.ctx.clock.now = new Date(world.ctx.now().getTime() + 1_000);
    await run();
    expect(await emails()).toEqual(["a@example.com"]);
    expect(await logged("a@example.com")).toHaveLength(2);
  });
});

describe("who may replay what", () => {
  it("a request of another workspace or audience is not found; a viewer may not", async () => {
    await post({ email: "a@example.com" });
    const ids = [await idOf("a@example.com")];
    const stranger = await testWorkspace(world.ctx);
    await expect(replayRequests(stranger, { ids })).rejects.toMatchObject({ code: "not_found" });
    const other = await testAudience(world.ctx);
    await expect(replayAudienceRequests(world.ctx, { audienceId: other.id, ids })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(replayAudienceRequests(stranger, { audienceId: world.audience.id, filter: {} })).rejects.toMatchObject(
      { code: "not_found" },
    );
    const viewer = { ...world.ctx, actor: { type: "api_key", apiKeyId: "key_x", role: "viewer" } as const };
    await expect(replayRequests(viewer, { ids })).rejects.toMatchObject({ code: "forbidden" });
  });
});
