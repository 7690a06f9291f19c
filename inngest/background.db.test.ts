import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { drainShards, mails, backgroundFunctions as statusRows } from "@/db/schema";
import { type BackgroundControl, createBackground } from "@/lib/background/create-background";
import { backgroundFunctions } from "@/lib/background/functions";
import { raiseFlagsAndNotify } from "@/lib/background/shard-flags";
import { sweepFunction, sweepName } from "@/lib/background/sweep";
import type { BackgroundFunction } from "@/lib/background-function";
import type { Ctx } from "@/lib/context";
import { getImport } from "@/lib/imports/get";
import { rows, startAs, uploadText } from "@/lib/imports/testing/importing";
import { createDoor } from "@/lib/inbound/door";
import { sendMailFunction } from "@/lib/mail/background";
import { queueMail } from "@/lib/mail/queue";
import { createMetrics } from "@/lib/metrics";
import { createSegment } from "@/lib/segments/create";
import { getSegment } from "@/lib/segments/get";
import type { Rules } from "@/lib/segments/rules";
import { membersOf } from "@/lib/segments/testing/settle";
import { testAudience, testWebhookPath } from "@/lib/testing/audience";
import { testCtx, testWorkspace } from "@/lib/testing/context";
import { openEngine } from ".";

const started: BackgroundControl[] = [];
afterEach(async () => {
  for (const background of started.splice(0)) await background.stop(2_000);
});

/** A process with these functions and the sweep: its own background on the file's database, with a clock that runs. */
async function startProcess(functions: BackgroundFunction[], env: Record<string, string> = {}) {
  const base = await testCtx(env);
  const background = createBackground([...functions, sweepFunction()]);
  const ctx: Ctx = { ...base, now: () => new Date(), signals: background.signals, background };
  await background.start(ctx, openEngine);
  started.push(background);
  return { ctx, background };
}

const untilTrue = (check: () => Promise<unknown> | unknown) =>
  vi.waitFor(async () => expect(await check()).toBe(true), { timeout: 10_000, interval: 10 });

const never = async () => ({ count: 0, oldestAt: null });
const fake = (work: BackgroundFunction["work"], more: Partial<BackgroundFunction> = {}): BackgroundFunction => ({
  name: "retire",
  label: "Test",
  description: "Only here.",
  wakes: ["audiences/changed"],
  sweepS: 3_600,
  work,
  due: never,
  ...more,
});

/** All that a process does in the background, and nothing of it hears a signal. */
const deaf = () => backgroundFunctions(null).flatMap((one) => (one.name === sweepName ? [] : { ...one, wakes: [] }));

const mail = () => ({
  workspaceId: null,
  contactId: null,
  kind: "password_reset" as const,
  fromName: null,
  to: "ada@example.com",
  subject: "x",
  html: "x",
  text: "x",
});
const stateOf = async (ctx: Ctx, id: string) =>
  (await ctx.db.select({ state: mails.state }).from(mails).where(eq(mails.id, id)))[0]?.state;

beforeEach(async () => {
  const { db } = await testCtx();
  await db.delete(drainShards);
  await db.delete(statusRows);
});

test("work is done when its signal has left", async () => {
  const { ctx } = await startProcess([{ ...sendMailFunction(null), sweepS: 3_600 }]);
  const id = await queueMail(ctx, mail());
  await untilTrue(async () => (await stateOf(ctx, id)) === "captured");
});

test("with every signal dropped, the sweep finishes the work", async () => {
  const { ctx } = await startProcess([{ ...sendMailFunction(null), wakes: [] }]);
  const id = await queueMail(ctx, mail());
  await untilTrue(async () => (await stateOf(ctx, id)) === "captured");
});

test("with every signal dropped, the sweep brings a posted contact through the relay into its segment", async () => {
  const { ctx } = await startProcess(deaf());
  const at = await testWorkspace(ctx);
  const { id: audienceId } = await testAudience(at);
  const rules: Rules = { all: [{ field: "contact.fields.first_name", op: "is", value: "Ada" }] };
  const { id: segmentId } = await createSegment(at, { audienceId, name: "Adas", rules });
  // Else the first build might find the contact, and not the relay.
  await untilTrue(async () => (await getSegment(at, { audienceId, segmentId })).building === null);
  const { status } = await createDoor(at, createMetrics()).answer({
    method: "POST",
    path: `${await testWebhookPath(at, audienceId)}/2`,
    header: (name) => (name === "content-type" ? "application/json" : undefined),
    headers: () => [],
    ip: null,
    body: async () => Buffer.from(JSON.stringify({ email: "ada@example.com", first_name: "Ada" })),
  });
  expect(status).toBe(200);
  await untilTrue(async () => (await membersOf(at, audienceId, segmentId)).includes("ada@example.com"));
});

test("with every signal dropped, the sweep finishes an import", async () => {
  const { ctx } = await startProcess(deaf());
  const at = await testWorkspace(ctx);
  const { id: audienceId } = await testAudience(at);
  const { id: importId } = await uploadText(at, audienceId, `email,first_name,age\n${rows(0, 300)}`);
  await startAs(at, audienceId, importId);
  await untilTrue(async () => (await getImport(at, { audienceId, importId })).run?.state === "done");
  expect((await getImport(at, { audienceId, importId })).run).toMatchObject({ done: 300, report: { created: 300 } });
});

test("a row that falls due later is done then, without a signal or a sweep", async () => {
  const { ctx, background } = await startProcess([{ ...sendMailFunction(null), sweepS: 3_600 }]);
  const id = await queueMail(ctx, mail());
  await untilTrue(async () => (await stateOf(ctx, id)) === "captured");
  const dueAt = new Date(Date.now() + 600);
  await ctx.db.update(mails).set({ state: "queued", dueAt }).where(eq(mails.id, id));
  background.wake("send-mail");
  await untilTrue(async () => (await stateOf(ctx, id)) === "captured");
  expect(Date.now()).toBeGreaterThanOrEqual(dueAt.getTime());
});

test("a thousand signals are a handful of runs, write nothing, and none of them is lost", async () => {
  let runs = 0;
  let sent = 0;
  let seen = 0;
  const { ctx, background } = await startProcess([
    fake(async () => {
      runs++;
      seen = sent;
      return false;
    }),
  ]);
  for (let i = 0; i < 1_000; i++) {
    sent++;
    background.signals.send("audiences/changed");
    if (i % 100 === 0) await new Promise(setImmediate);
  }
  await untilTrue(() => seen === sent);
  expect(runs).toBeLessThan(20);
  // In one process a signal costs no statement.
  expect(await ctx.db.select().from(drainShards)).toEqual([]);
});

test("a signal that comes while the function works makes it work again", async () => {
  let runs = 0;
  let sendMore = () => {};
  const { background } = await startProcess([
    fake(async () => {
      runs++;
      if (runs === 1) sendMore();
      return false;
    }),
  ]);
  sendMore = () => background.signals.send("audiences/changed");
  background.signals.send("audiences/changed");
  await untilTrue(() => runs === 2);
});

test("a failure is recorded with its first line and tried again", async () => {
  let runs = 0;
  const { ctx, background } = await startProcess([
    fake(async () => {
      runs++;
      if (runs === 1)
        throw new Error("Failed query: params ada@example.com", { cause: new Error("no such table\nat x") });
      return false;
    }),
  ]);
  background.wake("retire");
  await untilTrue(() => runs === 2);
  const status = async () => (await ctx.db.select().from(statusRows).where(eq(statusRows.name, "retire")))[0];
  await untilTrue(async () => (await status())?.runs === 2);
  expect(await status()).toMatchObject({ failures: 1, lastError: "no such table" });
});

test("the sweep is recorded as the others are, when it fails and when it goes well again", async () => {
  let failing = true;
  let wellLooks = 0;
  const due = async () => {
    if (failing) throw new Error("no such table");
    wellLooks++;
    return never();
  };
  const { ctx, background } = await startProcess([fake(async () => false, { due, sweepS: 2 })]);
  const status = async () => (await ctx.db.select().from(statusRows).where(eq(statusRows.name, sweepName)))[0];
  await untilTrue(async () => (await status())?.lastError === "no such table");
  const failures = (await status())?.failures ?? 0;
  failing = false;
  background.wake(sweepName);
  await untilTrue(() => wellLooks > 0);
  await background.stop(2_000);
  const after = await status();
  expect(after?.runs).toBeGreaterThan(failures);
  expect(after?.lastFinishedAt?.getTime()).toBeGreaterThan(after?.lastFailedAt?.getTime() ?? 0);
});

test("a process for doors alone wakes one that works, with one signal until that one begins", async () => {
  let runs = 0;
  let held: () => void = () => {};
  const hold = new Promise<void>((resolve) => {
    held = resolve;
  });
  const worker = await startProcess(
    [
      fake(async () => {
        runs++;
        if (runs === 1) await hold;
        return false;
      }),
    ],
    { TIDEGATE_ROLE: "worker" },
  );
  const web = await startProcess([fake(async () => false)], { TIDEGATE_ROLE: "web" });
  const notified: string[] = [];
  const { unlisten } = await web.ctx.sql.listen("tidegate_wake", (payload) => notified.push(payload));
  web.background.signals.send("audiences/changed");
  await untilTrue(() => runs === 1);
  // The flag is down again: the next signal passes, and the ones after it do not.
  const flag = async () => (await worker.ctx.db.select().from(drainShards))[0]?.requestedAt ?? null;
  web.background.signals.send("audiences/changed");
  await untilTrue(async () => (await flag()) !== null);
  // As the process itself signals, but to be waited for.
  await raiseFlagsAndNotify(web.ctx.sql, [{ name: "retire", shard: 0 }], new Date());
  held();
  await untilTrue(async () => runs === 2 && (await flag()) === null);
  expect(notified).toEqual(["retire 0", "retire 0"]);
  await unlisten();
});

test("a flag whose signal was lost does not hold up later ones", async () => {
  let runs = 0;
  const { db } = await testCtx();
  await db.insert(drainShards).values({ name: "retire", shard: 0, requestedAt: new Date(Date.now() - 121_000) });
  const { ctx } = await startProcess([fake(async () => runs++ < 0)], { TIDEGATE_ROLE: "worker" });
  await untilTrue(async () => (await ctx.db.select().from(drainShards))[0]?.requestedAt === null);
});

test("nothing runs after a stop, and the stop waits for what runs", async () => {
  const events: string[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { background } = await startProcess([
    fake(async () => {
      events.push("begun");
      await released;
      events.push("ended");
      return true;
    }),
  ]);
  background.signals.send("audiences/changed");
  await untilTrue(() => events.length === 1);
  const stopped = background.stop(5_000).then(() => events.push("stopped"));
  background.signals.send("audiences/changed");
  release();
  await stopped;
  expect(events).toEqual(["begun", "ended", "stopped"]);
});
