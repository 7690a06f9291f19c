import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { backgroundFunctions as statusRows } from "@/db/schema";
import type { BackgroundFunction } from "../background-function";
import type { WorkspaceCtx } from "../context";
import { createLog } from "../log";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { backgroundFunctions } from "./functions";
import { getBackground } from "./get";
import { createRecorder, describeFailure } from "./recorder";
import { lowerFlag, lowerLostFlags, raiseFlags } from "./shard-flags";
import { surveyDue, waitedS } from "./survey";
import { sweepFunction } from "./sweep";
import { wakeFunction } from "./wake";

let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testCtx();
});
beforeEach(async () => {
  await ctx.db.delete(statusRows);
});
afterEach(() => void vi.useRealTimers());

const entry = (name: string, due: BackgroundFunction["due"], sweepS = 2): BackgroundFunction => ({
  name,
  label: name,
  description: "Only here.",
  wakes: [],
  sweepS,
  work: async () => false,
  due,
});
const waiting =
  (count: number, oldestAt: Date | null = null) =>
  async () => ({ count, oldestAt });
const broken = async () => {
  throw new Error("no such table");
};

/** A workspace in an installation with these functions. */
async function installation(
  functions: BackgroundFunction[],
  role: "owner" | "admin" | "marketer" | "viewer" = "admin",
) {
  const woken: string[] = [];
  const background = { functions, engine: "embedded", wake: (name: string) => void woken.push(name) };
  return { at: (await testWorkspace({ ...ctx, background }, role)) satisfies WorkspaceCtx, woken };
}

describe("getBackground", () => {
  it("shows what is due, since when, and how the last runs went", async () => {
    const oldest = new Date(ctx.clock.now.getTime() - 90_000);
    const { at } = await installation([entry("busy", waiting(3, oldest)), entry("idle", waiting(0))]);
    const recorder = createRecorder(ctx);
    recorder.started({ name: "busy" }, new Date("2026-03-01T10:00:00Z"));
    recorder.finished({ name: "busy" }, new Date("2026-03-01T10:00:01Z"), 1_000);
    await recorder.flush();
    recorder.failed({ name: "busy" }, new Date("2026-03-01T10:00:05Z"), new Error("no luck\nat somewhere"));
    await recorder.flush();
    const { engine, functions } = await getBackground(at);
    expect(engine).toBe("embedded");
    expect(functions).toMatchObject([
      {
        name: "busy",
        due: 3,
        oldestDueAt: oldest.toISOString(),
        runs: 2,
        failures: 1,
        lastFinishedAt: "2026-03-01T10:00:01.000Z",
        lastDurationMs: 1_000,
        lastError: "no luck",
        failing: true,
      },
      { name: "idle", due: 0, oldestDueAt: null, runs: 0, failing: false, lastError: null },
    ]);
    expect(waitedS({ count: 3, oldestAt: oldest }, ctx.now())).toBe(90);
  });

  it("a run that went well ends the failing", async () => {
    const { at } = await installation([entry("mended", waiting(0))]);
    const recorder = createRecorder(ctx);
    recorder.failed({ name: "mended" }, new Date("2026-03-01T10:00:05Z"), new Error("no luck"));
    recorder.finished({ name: "mended" }, new Date("2026-03-01T10:00:06Z"), 5);
    await recorder.flush();
    expect((await getBackground(at)).functions).toMatchObject([{ failing: false, failures: 1, runs: 2 }]);
  });

  it("what runs by the clock is written down seldom while it goes well, or with what others did", async () => {
    let statements = 0;
    const sql = new Proxy(ctx.sql, {
      apply: (target, self, args) => {
        statements++;
        return Reflect.apply(target, self, args);
      },
    });
    const recorder = createRecorder({ ...ctx, sql });
    const clockwork = { name: "clockwork", recordS: 10 };
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    for (let run = 0; run < 10; run++) {
      recorder.finished(clockwork, ctx.now(), 1);
      vi.advanceTimersByTime(2_000);
    }
    expect(statements).toBe(2);
    recorder.finished(clockwork, ctx.now(), 1);
    recorder.finished({ name: "busy" }, ctx.now(), 1);
    vi.advanceTimersByTime(2_000);
    expect(statements).toBe(3);
    recorder.failed(clockwork, ctx.now(), new Error("no luck"));
    vi.advanceTimersByTime(2_000);
    expect(statements).toBe(4);
    vi.useRealTimers();
    const runs = async () => (await ctx.db.select().from(statusRows)).map(({ name, runs }) => [name, runs]).sort();
    await vi.waitFor(async () =>
      expect(await runs()).toEqual([
        ["busy", 1],
        ["clockwork", 12],
      ]),
    );
  });

  it("a function that can't tell what is due hides no other", async () => {
    const { at } = await installation([entry("broken", broken), entry("well", waiting(1))]);
    expect((await getBackground(at)).functions.map(({ due }) => due)).toEqual([null, 1]);
  });

  it("every real function can tell what is due", async () => {
    const surveyed = await surveyDue({
      ...ctx,
      log: createLog("silent"),
      background: { ...ctx.background, functions: backgroundFunctions(null) },
    });
    expect(surveyed.filter(({ due }) => due === null)).toEqual([]);
  });

  it.each(["marketer", "viewer"] as const)("is not for a %s", async (role) => {
    const { at, woken } = await installation([entry("busy", waiting(3))], role);
    await expect(getBackground(at)).rejects.toMatchObject({ code: "forbidden" });
    await expect(wakeFunction(at, { name: "busy" })).rejects.toMatchObject({ code: "forbidden" });
    expect(woken).toEqual([]);
  });
});

it("wakeFunction asks for a run", async () => {
  const { at, woken } = await installation([entry("busy", waiting(3))]);
  expect(await wakeFunction(at, { name: "busy" })).toEqual({ name: "busy" });
  expect(woken).toEqual(["busy"]);
});

describe("the sweep", () => {
  it("wakes what has due work, each function as often as it says, whatever another does", async () => {
    const woken: string[] = [];
    const functions = [
      entry("often", waiting(1), 2),
      entry("seldom", waiting(1), 60),
      entry("idle", waiting(0)),
      entry("broken", broken),
    ];
    const { work } = sweepFunction();
    const background = { functions, engine: "embedded", wake: (name: string) => void woken.push(name) };
    const sweep = () => work({ ...ctx, background }, 0);
    await expect(sweep()).rejects.toThrow("no such table");
    expect(woken).toEqual(["often", "seldom"]);
    ctx.clock.now = new Date(ctx.clock.now.getTime() + 2_000);
    await expect(sweep()).rejects.toThrow("no such table");
    expect(woken).toEqual(["often", "seldom", "often"]);
  });
});

describe("the flag of a shard", () => {
  it("is raised once, until a drain lowers it", async () => {
    const wake = { name: "flagged", shard: 3 };
    expect(await raiseFlags(ctx.sql, [wake], ctx.now())).toEqual([wake]);
    expect(await raiseFlags(ctx.sql, [wake], ctx.now())).toEqual([]);
    await lowerFlag(ctx.sql, wake);
    expect(await raiseFlags(ctx.sql, [wake], ctx.now())).toEqual([wake]);
  });

  it("is lowered by the sweep when its signal was lost", async () => {
    const wake = { name: "lost", shard: 0 };
    await raiseFlags(ctx.sql, [wake], ctx.now());
    await lowerLostFlags(ctx.sql, new Date(ctx.now().getTime() + 119_000));
    expect(await raiseFlags(ctx.sql, [wake], ctx.now())).toEqual([]);
    await lowerLostFlags(ctx.sql, new Date(ctx.now().getTime() + 121_000));
    expect(await raiseFlags(ctx.sql, [wake], ctx.now())).toEqual([wake]);
  });
});

it("what is recorded of a failure is its innermost cause, without a statement's parameters", () => {
  const failure = new Error("Failed query: insert … params: ada@example.com", {
    cause: new Error("deadlock detected"),
  });
  expect(describeFailure(failure)).toBe("deadlock detected");
});
