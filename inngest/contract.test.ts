import { NonRetriableError, RetryAfterError } from "inngest";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Arena, embeddedArena, type OpenArena, realArena } from "./testing/arena";

/** What our functions rely on. A real Inngest takes its time: seconds between attempts, minutes for schedules. */
const testUrl = process.env.INNGEST_TEST_URL;
const engines: { name: string; open: OpenArena; patienceMs: number; embedded: boolean }[] = [
  { name: "the embedded engine", open: embeddedArena, patienceMs: 5_000, embedded: true },
  ...(testUrl === undefined
    ? []
    : [{ name: `the Inngest at ${testUrl}`, open: realArena(testUrl), patienceMs: 100_000, embedded: false }]),
];

describe.each(engines)("on $name", ({ open, patienceMs, embedded }) => {
  const limit = patienceMs + 10_000;
  let arena: Arena;
  afterEach(() => arena.stop());
  const until = (read: () => unknown, wanted: unknown) =>
    vi.waitFor(() => expect(read()).toEqual(wanted), { timeout: patienceMs, interval: 10 });

  test("an event runs every function that it triggers, with its data", { timeout: limit }, async () => {
    arena = open();
    const got: unknown[] = [];
    const make = (id: string) =>
      arena.client.createFunction({ id, triggers: [{ event: arena.event("happened") }] }, async ({ event }) => {
        got.push([id, event.data]);
      });
    await arena.start([make("first"), make("second")]);
    await arena.client.send({ name: arena.event("happened"), data: { answer: 42 } });
    await until(
      () => [...got].sort(),
      [
        ["first", { answer: 42 }],
        ["second", { answer: 42 }],
      ],
    );
  });

  test("an event with an id that was sent before runs nothing", { timeout: limit }, async () => {
    arena = open();
    const got: unknown[] = [];
    const fn = arena.client.createFunction(
      { id: "once", triggers: [{ event: arena.event("e") }] },
      async ({ event }) => {
        got.push(event.data.n);
      },
    );
    await arena.start([fn]);
    const id = arena.event("same");
    await arena.client.send({ id, name: arena.event("e"), data: { n: 1 } });
    await arena.client.send({ id, name: arena.event("e"), data: { n: 2 } });
    await arena.client.send({ name: arena.event("e"), data: { n: 3 } });
    await until(() => [...got].sort(), [1, 3]);
  });

  test("a step that succeeded is not run again when a later one fails and is retried", { timeout: limit }, async () => {
    arena = open();
    const ran: string[] = [];
    const results: unknown[] = [];
    const fn = arena.client.createFunction(
      { id: "steps", retries: 2, triggers: [{ event: arena.event("e") }] },
      async ({ step, attempt }) => {
        const first = await step.run("first", () => {
          ran.push("first");
          return { n: 1 };
        });
        const second = await step.run("second", () => {
          ran.push("second");
          if (ran.filter((name) => name === "second").length === 1) throw new RetryAfterError("not yet", 1_000);
          return first.n + attempt;
        });
        results.push(second);
      },
    );
    await arena.start([fn]);
    await arena.client.send({ name: arena.event("e") });
    await until(() => results, [2]);
    expect(ran).toEqual(["first", "second", "second"]);
  });

  test("a function that throws is called again until its attempts are used up", { timeout: limit }, async () => {
    arena = open();
    const attempts: number[] = [];
    const fn = arena.client.createFunction(
      { id: "throws", retries: 1, triggers: [{ event: arena.event("e") }] },
      async ({ attempt }) => {
        attempts.push(attempt);
        throw new Error("again");
      },
    );
    await arena.start([fn]);
    await arena.client.send({ name: arena.event("e") });
    await until(() => attempts, [0, 1]);
  });

  test("RetryAfterError says when the next attempt comes", { timeout: limit }, async () => {
    arena = open();
    const at: number[] = [];
    const fn = arena.client.createFunction(
      { id: "later", retries: 1, triggers: [{ event: arena.event("e") }] },
      async () => {
        at.push(Date.now());
        if (at.length === 1) throw new RetryAfterError("busy", 1_000);
      },
    );
    await arena.start([fn]);
    await arena.client.send({ name: arena.event("e") });
    await until(() => at.length, 2);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(950);
  });

  test("NonRetriableError ends a run, in a step and outside", { timeout: limit }, async () => {
    arena = open();
    const ran: string[] = [];
    const make = (id: string, inStep: boolean) =>
      arena.client.createFunction({ id, retries: 3, triggers: [{ event: arena.event("e") }] }, async ({ step }) => {
        const fail = () => {
          ran.push(id);
          throw new NonRetriableError("never");
        };
        if (inStep) await step.run("fail", fail);
        else fail();
      });
    const after = arena.client.createFunction(
      { id: "after", triggers: [{ event: arena.event("after") }] },
      async ({ step }) => {
        // Longer than the first pause between attempts of the embedded engine.
        await step.sleep("a while", "1s");
        ran.push("after");
      },
    );
    await arena.start([make("step", true), make("body", false), after]);
    await arena.client.send({ name: arena.event("e") });
    await arena.client.send({ name: arena.event("after") });
    await until(() => ran.includes("after"), true);
    expect([...ran].sort()).toEqual(["after", "body", "step"]);
  });

  test("a function can catch what a step failed with for good", { timeout: limit }, async () => {
    arena = open();
    const caught: unknown[] = [];
    const fn = arena.client.createFunction(
      { id: "catches", retries: 0, triggers: [{ event: arena.event("e") }] },
      async ({ step }) => {
        await step
          .run("fails", () => {
            throw new Error("no luck");
          })
          .catch((error: unknown) => caught.push(error instanceof Error && error.message));
      },
    );
    await arena.start([fn]);
    await arena.client.send({ name: arena.event("e") });
    await until(() => caught, ["no luck"]);
  });

  test("runs that share a concurrency key take turns; others do not wait for them", { timeout: limit }, async () => {
    arena = open();
    const executing = new Map<string, number>();
    let most = 0;
    let held = 0;
    const done: string[] = [];
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fn = arena.client.createFunction(
      { id: "turns", triggers: [{ event: arena.event("e") }], concurrency: { limit: 1, key: "event.data.shard" } },
      async ({ event }) => {
        const shard: string = event.data.shard;
        executing.set(shard, (executing.get(shard) ?? 0) + 1);
        most = Math.max(most, executing.get(shard) ?? 0);
        held++;
        if (shard === "a") await released;
        executing.set(shard, (executing.get(shard) ?? 0) - 1);
        done.push(shard);
      },
    );
    await arena.start([fn]);
    await arena.client.send(["a", "a", "a", "b"].map((shard) => ({ name: arena.event("e"), data: { shard } })));
    // One of "a" is held; "b" passes by.
    await until(() => done, ["b"]);
    await until(() => held, 2);
    release();
    await until(() => [...done].sort(), ["a", "a", "a", "b"]);
    expect(most).toBe(1);
  });

  test("a sleeping run holds no place, and goes on with what it knew", { timeout: limit }, async () => {
    arena = open();
    const order: unknown[] = [];
    const fn = arena.client.createFunction(
      { id: "sleeper", triggers: [{ event: arena.event("e") }], concurrency: { limit: 1 } },
      async ({ step, event }) => {
        const known = await step.run("remember", () => event.data.n);
        if (known === 1) await step.sleep("nap", "1s");
        order.push(known);
      },
    );
    await arena.start([fn]);
    await arena.client.send({ name: arena.event("e"), data: { n: 1 } });
    await arena.client.send({ name: arena.event("e"), data: { n: 2 } });
    await until(() => order, [2, 1]);
  });

  test("steps may run beside each other", { timeout: limit }, async () => {
    arena = open();
    const sums: number[] = [];
    const fn = arena.client.createFunction(
      { id: "parallel", triggers: [{ event: arena.event("e") }] },
      async ({ step }) => {
        const [one, two] = await Promise.all([step.run("one", () => 1), step.run("two", () => 2)]);
        sums.push(one + two);
      },
    );
    await arena.start([fn]);
    await arena.client.send({ name: arena.event("e") });
    await until(() => sums, [3]);
  });

  test("step.sendEvent starts others, once, at the time that the event names", { timeout: limit }, async () => {
    arena = open();
    const got: { n: unknown; at: number }[] = [];
    let sentAt = 0;
    const sender = arena.client.createFunction(
      { id: "sender", triggers: [{ event: arena.event("e") }] },
      async ({ step }) => {
        sentAt = await step.run("now", () => Date.now());
        await step.sendEvent("tell", [
          { name: arena.event("told"), data: { n: 1 } },
          { name: arena.event("told"), data: { n: 2 }, ts: sentAt + 1_000 },
        ]);
        await step.run("after", () => null);
      },
    );
    const listener = arena.client.createFunction(
      { id: "listener", triggers: [{ event: arena.event("told") }] },
      async ({ event }) => {
        got.push({ n: event.data.n, at: Date.now() });
      },
    );
    await arena.start([sender, listener]);
    await arena.client.send({ name: arena.event("e") });
    await until(() => got.map(({ n }) => n), [1, 2]);
    expect((got[1]?.at ?? 0) - sentAt).toBeGreaterThanOrEqual(950);
  });

  test("a schedule runs its function when its minute begins", { timeout: limit }, async () => {
    const sinceMinute = Date.now() % 60_000;
    // The embedded engine's clock stands shortly before a full minute.
    arena = open({ now: () => Date.now() + 60_000 - sinceMinute - 200 });
    let ran = 0;
    const fn = arena.client.createFunction({ id: "clockwork", triggers: [{ cron: "* * * * *" }] }, async () => {
      ran++;
    });
    await arena.start([fn]);
    await until(() => ran >= 1, true);
  });

  test.runIf(embedded)("nobody without the key runs a function", async () => {
    arena = open();
    let ran = 0;
    const fn = arena.client.createFunction({ id: "secret", triggers: [{ event: arena.event("e") }] }, async () => {
      ran++;
    });
    await arena.start([fn]);
    const call = (signature: Record<string, string>) =>
      arena.handler(
        new Request("http://localhost/api/inngest?fnId=contract-secret&stepId=step", {
          method: "POST",
          headers: { "content-type": "application/json", host: "localhost", ...signature },
          body: JSON.stringify({ event: { name: "e", data: {} }, events: [], steps: {}, ctx: {}, version: 2 }),
        }),
      );
    const forged = `t=${Math.floor(Date.now() / 1_000)}&s=${"0".repeat(64)}`;
    expect((await call({})).status).toBe(401);
    expect((await call({ "x-inngest-signature": forged })).status).toBe(401);
    expect(ran).toBe(0);
  });
});
