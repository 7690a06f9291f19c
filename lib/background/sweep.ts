import type { BackgroundFunction } from "../background-function";
import type { Ctx } from "../context";
import { lowerLostFlags } from "./shard-flags";

const flagsEveryS = 60;
/** Sweeps are never exactly on time: one that comes a little early counts. */
const earlyMs = 500;

/**
 * Finds every function with due work and wakes it: what a lost signal or a dead process left behind. Each function is looked at as often
 * as it says; a function that can't say what is due does not keep the others from being found.
 * @returns one look, to be taken again and again
 */
export function createSweep(ctx: Ctx, functions: readonly BackgroundFunction[], wake: (name: string) => void) {
  const lookedAt = new Map<string, number>();
  const isTime = (name: string, everyS: number): boolean => {
    const now = ctx.now().getTime();
    if (now < (lookedAt.get(name) ?? 0) + everyS * 1_000 - earlyMs) return false;
    lookedAt.set(name, now);
    return true;
  };

  return async (): Promise<string[]> => {
    if (isTime("flags", flagsEveryS)) await lowerLostFlags(ctx.sql, ctx.now());
    const looked = await Promise.allSettled(
      functions
        .filter(({ name, sweepS }) => isTime(name, sweepS))
        .map(async ({ name, due }) => ((await due(ctx)).count > 0 ? name : null)),
    );
    const found = looked.flatMap((one) => (one.status === "fulfilled" && one.value !== null ? [one.value] : []));
    for (const name of found) wake(name);
    const failed = looked.find((one) => one.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    return found;
  };
}
