import type { BackgroundFunction } from "../background-function";
import type { Ctx } from "../context";
import { lowerLostFlags } from "./shard-flags";

const flagsEveryS = 60;
/** Sweeps are never exactly on time: one that comes a little early counts. */
const earlyMs = 500;

export const sweepName = "sweep";

/** Nothing of its own is ever due: it runs by the clock. */
export const sweepFunction = (): BackgroundFunction => {
  const sweep = createSweep();
  return {
    name: sweepName,
    label: "Sweep",
    description: "Looks every few seconds for due work that no signal told of, and wakes the function that does it.",
    wakes: [],
    sweepS: 3_600,
    recordS: 10,
    work: async (ctx) => {
      await sweep(ctx);
      return false;
    },
    due: async () => ({ count: 0, oldestAt: null }),
  };
};

/**
 * Finds every function with due work and wakes it: what a lost signal or a dead process left behind. Each function is looked at as often
 * as it says; a function that can't say what is due does not keep the others from being found.
 * @returns one look, to be taken again and again
 */
function createSweep() {
  const lookedAt = new Map<string, number>();
  const isTime = (name: string, everyS: number, at: Date): boolean => {
    const now = at.getTime();
    if (now < (lookedAt.get(name) ?? 0) + everyS * 1_000 - earlyMs) return false;
    lookedAt.set(name, now);
    return true;
  };

  return async (ctx: Ctx): Promise<void> => {
    const now = ctx.now();
    if (isTime("flags", flagsEveryS, now)) await lowerLostFlags(ctx.sql, now);
    const looked = await Promise.allSettled(
      ctx.background.functions
        .filter(({ name, sweepS }) => isTime(name, sweepS, now))
        .map(async ({ name, due }) => ((await due(ctx)).count > 0 ? name : null)),
    );
    for (const one of looked) if (one.status === "fulfilled" && one.value !== null) ctx.background.wake(one.value);
    const failed = looked.find((one) => one.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  };
}
