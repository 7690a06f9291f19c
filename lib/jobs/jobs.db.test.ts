import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { toUuid } from "@/db/ids";
import { jobs } from "@/db/schema";
import { AppError } from "../errors";
import { testCtx, testWorkspace } from "../testing/context";
import { cancelJob } from "./cancel";
import { createJob } from "./create";
import { getJob } from "./get";
import { type JobKind, type JobProblem, jobKind } from "./kind";
import { listJobs } from "./list";
import { listJobIssues } from "./list-issues";
import { runDueJobs } from "./run-due";
import { startJob } from "./start";

type Ctx = Awaited<ReturnType<typeof testWorkspace<Awaited<ReturnType<typeof testCtx>>>>>;
let ctx: Ctx;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.db.delete(jobs);
});

const later = (ms: number) => {
  ctx.clock.now = new Date(ctx.clock.now.getTime() + ms);
};

interface Hooks {
  before?(title: string): Promise<void> | void;
  after?(): Promise<void> | void;
  issues?: JobProblem[];
}

/** Counts to its input, one by one, each number saved in a table of its own in the same transaction. */
function counting(hooks: Hooks = {}): JobKind<{ to: number; name: string }> {
  return jobKind({
    name: "contacts.import",
    input: z.object({ to: z.number(), name: z.string() }),
    cursor: z.object({ next: z.number() }),
    report: z.object({ last: z.number() }),
    step: async (stepCtx, job, save) => {
      await hooks.before?.(job.input.name);
      later(10);
      const number = job.cursor?.next ?? 1;
      await stepCtx.writes.begin(async (tx) => {
        await tx`insert into counted values (${job.id}, ${number})`;
        await save(tx, {
          cursor: { next: number + 1 },
          done: 1,
          succeeded: hooks.issues === undefined ? 1 : 0,
          failed: hooks.issues === undefined ? 0 : 1,
          issues: hooks.issues ?? [],
          finished: number === job.input.to,
          report: { last: number },
        });
      });
      await hooks.after?.();
    },
  });
}

beforeEach(async () => {
  await ctx.sql`create table if not exists counted (job text not null, number int not null)`;
});
const counted = async (id: string) =>
  (await ctx.sql<{ number: number }[]>`select number from counted where job = ${id}`).map((row) => row.number);

const run = async (kind: JobKind<{ to: number; name: string }>) => {
  while (await runDueJobs(ctx, [kind]));
};
const start = (kind: JobKind<{ to: number; name: string }>, to: number, name = "a") =>
  createJob(ctx, kind, { title: `Count ${name}`, input: { to, name }, total: to });

describe("a job", () => {
  it("goes on step by step until it is finished, and tells how far it is", async () => {
    const kind = counting();
    const { id } = await start(kind, 3);
    expect(ctx.sent).toContain("jobs/queued");
    expect(await getJob(ctx, { jobId: id })).toMatchObject({ state: "queued", total: 3, done: 0, startedAt: null });
    await runDueJobs(ctx, [kind]);
    expect(await getJob(ctx, { jobId: id })).toMatchObject({ state: "running", done: 1, report: { last: 1 } });
    await run(kind);
    expect(await getJob(ctx, { jobId: id })).toMatchObject({
      state: "done",
      done: 3,
      succeeded: 3,
      failed: 0,
      report: { last: 3 },
      finishedAt: ctx.now().toISOString(),
    });
    expect(await counted(id)).toEqual([1, 2, 3]);
  });

  it("takes turns with others", async () => {
    const turns: string[] = [];
    const kind = counting({ before: (name) => void turns.push(name) });
    await start(kind, 3, "a");
    await start(kind, 2, "b");
    await run(kind);
    expect(turns).toEqual(["a", "b", "a", "b", "a"]);
  });

  it("is held while its input comes in, and starts when it is let go", async () => {
    const kind = counting();
    const holdUntil = new Date(ctx.now().getTime() + 3_600_000);
    const job = await createJob(ctx, kind, { title: "Count", input: { to: 9, name: "a" }, holdUntil });
    expect(await runDueJobs(ctx, [kind])).toBe(false);
    await startJob(ctx, kind, job.id, { input: { to: 2, name: "a" }, total: 2 });
    await run(kind);
    expect(await getJob(ctx, { jobId: job.id })).toMatchObject({ state: "done", done: 2, total: 2 });
    await expect(startJob(ctx, kind, job.id, {})).rejects.toThrow("started or cancelled already");
  });
});

describe("a step that fails", () => {
  it("is tried again after growing pauses from the saved cursor, and the job fails after five tries with one sentence", async () => {
    let failing = false;
    const kind = counting({
      before: () => {
        if (failing) throw new Error("the disk is full");
      },
    });
    const { id } = await start(kind, 3);
    await runDueJobs(ctx, [kind]);
    failing = true;
    for (const pause of [1_000, 5_000, 30_000, 120_000]) {
      expect(await runDueJobs(ctx, [kind])).toBe(true);
      later(pause - 1);
      expect(await runDueJobs(ctx, [kind])).toBe(false);
      later(1);
    }
    expect(await getJob(ctx, { jobId: id })).toMatchObject({ state: "running" });
    await runDueJobs(ctx, [kind]);
    const job = await getJob(ctx, { jobId: id });
    expect(job).toMatchObject({ state: "failed", done: 1 });
    expect(job.error).toMatch(/^Something went wrong on our side five times in a row.*\.$/);
    expect(await runDueJobs(ctx, [kind])).toBe(false);
  });

  it("and succeeds later has all its tries again", async () => {
    let tries = 0;
    const kind = counting({
      before: () => {
        tries++;
        if (tries % 2 === 1) throw new Error("every second time");
      },
    });
    const { id } = await start(kind, 8);
    for (let i = 0; i < 16; i++) {
      await run(kind);
      later(1_000);
    }
    expect(await getJob(ctx, { jobId: id })).toMatchObject({ state: "done", done: 8 });
  });

  it("for a reason that people can mend ends the job with that reason at once", async () => {
    const kind = counting({
      before: () => {
        throw new AppError("not_found", "The audience was deleted. Choose another one.");
      },
    });
    const { id } = await start(kind, 3);
    await run(kind);
    expect(await getJob(ctx, { jobId: id })).toMatchObject({
      state: "failed",
      error: "The audience was deleted. Choose another one.",
    });
  });

  it("because its process died is taken over when the lease has ended, not before; the fifth death is the last", async () => {
    const kind = counting();
    const { id } = await start(kind, 1);
    for (let death = 1; death <= 5; death++) {
      await dieInStep(kind);
      later(14_999);
      expect(await runDueJobs(ctx, [kind])).toBe(false);
      later(1);
    }
    await run(kind);
    expect(await getJob(ctx, { jobId: id })).toMatchObject({ state: "failed", done: 0 });
  });

  it("because it is slow is nobody else's: a living process renews its lease", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const leaseOf = async (id: string) => {
      const [row] = await ctx.sql<{ until: Date }[]>`
        select lease_until as until from jobs where id = ${toUuid("job", id)}`;
      return row?.until;
    };
    const slow = counting({
      before: async () => {
        for (let beat = 0; beat < 6; beat++) {
          later(5_000);
          vi.advanceTimersByTime(5_000);
          await vi.waitFor(async () => expect((await leaseOf(id))?.getTime()).toBe(ctx.now().getTime() + 15_000));
          expect(await runDueJobs(ctx, [counting()])).toBe(false);
        }
      },
    });
    const { id } = await start(slow, 1);
    await runDueJobs(ctx, [slow]).finally(() => vi.useRealTimers());
    expect(await getJob(ctx, { jobId: id })).toMatchObject({ state: "done", done: 1 });
  });

  /** What a killed process leaves behind: a claim and nothing else. */
  async function dieInStep(kind: JobKind<{ to: number; name: string }>) {
    await new Promise<void>((entered) => {
      const silent = {
        ...kind,
        step: () => {
          entered();
          return new Promise<void>(() => {});
        },
      };
      void runDueJobs(ctx, [silent]);
    });
  }

  it("a writer that comes too late leaves no trace: neither effects nor progress", async () => {
    const quick = counting();
    let takenOver = false;
    const slow = counting({
      before: async () => {
        later(60_000);
        takenOver = await runDueJobs(ctx, [quick]);
      },
    });
    const { id } = await start(slow, 2);
    await runDueJobs(ctx, [slow]);
    expect(takenOver).toBe(true);
    expect(await counted(id)).toEqual([1]);
    expect(await getJob(ctx, { jobId: id })).toMatchObject({ done: 1, state: "running" });
  });
});

describe("cancelling", () => {
  it("stops a waiting job at once", async () => {
    const kind = counting();
    const { id } = await start(kind, 3);
    expect(await cancelJob(ctx, { jobId: id })).toMatchObject({ state: "cancelled", cancelling: false });
    expect(await runDueJobs(ctx, [kind])).toBe(false);
    await expect(cancelJob(ctx, { jobId: id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("takes effect after the step that is under way, whose work stays", async () => {
    const kind: JobKind<{ to: number; name: string }> = counting({
      before: async () => {
        const [job] = (await listJobs(ctx, { limit: 1 })).items;
        expect(await cancelJob(ctx, { jobId: job?.id ?? "" })).toMatchObject({ state: "running", cancelling: true });
      },
    });
    const { id } = await start(kind, 3);
    await run(kind);
    expect(await getJob(ctx, { jobId: id })).toMatchObject({ state: "cancelled", done: 1, cancelling: false });
    expect(await counted(id)).toEqual([1]);
  });

  it("also ends a job whose step failed meanwhile", async () => {
    const kind = counting({
      before: async () => {
        const [job] = (await listJobs(ctx, { limit: 1 })).items;
        await cancelJob(ctx, { jobId: job?.id ?? "" });
        throw new Error("and then it failed");
      },
    });
    const { id } = await start(kind, 3);
    await runDueJobs(ctx, [kind]);
    later(1_000);
    await run(kind);
    expect(await getJob(ctx, { jobId: id })).toMatchObject({ state: "cancelled" });
  });
});

describe("issues", () => {
  it("are listed in order with their lines; beyond ten thousand they are only counted", async () => {
    const problems = Array.from({ length: 6_000 }, (_, line) => ({ line, subject: "a@b.example", message: "no" }));
    const kind = counting({ issues: problems });
    const { id } = await start(kind, 2);
    await run(kind);
    const first = await listJobIssues(ctx, { jobId: id, limit: 500 });
    expect(first).toMatchObject({ unlisted: 2_000, nextCursor: "499" });
    expect(first.items[499]).toEqual({ line: 499, subject: "a@b.example", message: "no" });
    const last = await listJobIssues(ctx, { jobId: id, limit: 500, cursor: "9999" });
    expect(last).toMatchObject({ items: [], nextCursor: null });
    expect((await getJob(ctx, { jobId: id })).issueCount).toBe(12_000);
    expect(await ctx.sql`select from job_issues`).toHaveLength(10_000);
  });
});

describe("who may", () => {
  it("nobody of another workspace sees or cancels a job", async () => {
    const { id } = await start(counting(), 3);
    const stranger = await testWorkspace(ctx);
    await expect(getJob(stranger, { jobId: id })).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelJob(stranger, { jobId: id })).rejects.toMatchObject({ code: "not_found" });
    await expect(listJobIssues(stranger, { jobId: id, limit: 5 })).rejects.toMatchObject({ code: "not_found" });
    expect((await listJobs(stranger, { limit: 5 })).items).toEqual([]);
  });

  it("a viewer watches, but starts and cancels nothing", async () => {
    const { id } = await start(counting(), 3);
    const viewer: Ctx = { ...ctx, actor: { type: "api_key", apiKeyId: "key_x", role: "viewer" } };
    expect(await getJob(viewer, { jobId: id })).toMatchObject({ id });
    await expect(cancelJob(viewer, { jobId: id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(createJob(viewer, counting(), { title: "x", input: { to: 1, name: "a" } })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("lists are filtered by kind and state", async () => {
    const kind = counting();
    const { id } = await start(kind, 1);
    await run(kind);
    await start(kind, 1);
    expect((await listJobs(ctx, { limit: 5, state: "done" })).items.map((job) => job.id)).toEqual([id]);
    expect((await listJobs(ctx, { limit: 5, kind: "inbound.replay" })).items).toEqual([]);
    expect((await ctx.db.select().from(jobs).where(eq(jobs.id, id)))[0]?.claimId).toBeNull();
  });
});
