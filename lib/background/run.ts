import type { BackgroundFunction } from "../background-function";
import type { Ctx } from "../context";
import type { Recorder } from "./recorder";
import type { Waker } from "./waker";

/** A run gives its place back after this long; what is left asks for another run. Far below what an Inngest waits for an answer. */
const budgetMs = 10_000;
/** Rows due sooner are scheduled by the run itself; the others are left to the sweep. */
const scheduleAheadMs = 10 * 60_000;

/** What came of a run, small enough to be kept by an Inngest. */
export interface RunResult {
  steps: number;
  /** There is more to do at once. */
  again: boolean;
  /** When the next row falls due, in Unix milliseconds. */
  nextDueAt: number | null;
}

export interface RunDeps {
  ctx: Ctx;
  waker: Waker;
  recorder: Recorder;
  /** False from the moment the process stops: a run ends after its step. */
  live(): boolean;
}

/** One run of a drain: step after step until there is no more, for as long as it is asked for, within its budget. */
export async function runFunction(deps: RunDeps, drain: BackgroundFunction, shard: number): Promise<RunResult> {
  const { ctx, waker, recorder } = deps;
  const wake = { name: drain.name, shard };
  const startedAt = performance.now();
  const within = () => deps.live() && performance.now() - startedAt < budgetMs;
  recorder.started(drain, ctx.now());
  let steps = 0;
  let workedMs = 0;
  let more = false;
  let askedLate = false;
  try {
    for (;;) {
      const passAt = performance.now();
      await waker.begin(wake);
      do {
        more = await drain.work(ctx, shard);
        steps++;
      } while (more && within());
      workedMs += performance.now() - passAt;
      // Calling a function costs more than a small pass: under steady load one run makes all of them.
      if (more || !within() || !(await waker.askedAgain(wake)) || !within()) break;
    }
    recorder.finished(drain, ctx.now(), workedMs);
  } catch (error) {
    ctx.log.error({ err: error, function: drain.name }, "a background function failed; it is tried again");
    recorder.failed(drain, ctx.now(), error);
    throw error;
  } finally {
    askedLate = waker.end(wake);
  }
  const again = deps.live() && (more || askedLate);
  return { steps, again, nextDueAt: again ? null : await nextDue(ctx, drain) };
}

async function nextDue(ctx: Ctx, drain: BackgroundFunction): Promise<number | null> {
  const at = (await drain.nextDueAt?.(ctx)) ?? null;
  return at === null || at.getTime() - ctx.now().getTime() > scheduleAheadMs ? null : at.getTime();
}
