import type { Ctx } from "../../context";

/** Later moments are left to the background, which is asked when its next row falls due. */
const aheadMaxMs = 10 * 60_000;
/** Wishes of a moment come together. */
const gatherMs = 10;

export interface Alarm {
  /** Rings for a shard at a moment, or at its earliest one when it has several. */
  set(shard: number, at: Date): void;
  /** Rings for a shard in a moment. */
  soon(shard: number): void;
  stop(): void;
}

/** Says when a shard is worth another claim: a retry falls due, a rate limit lets the next one through, a breaker half opens. */
export function createAlarm({ now }: Pick<Ctx, "now">, ring: (shard: number) => void): Alarm {
  const moments = new Map<number, number>();
  let timer: { at: number; handle: NodeJS.Timeout } | null = null;

  /** By the process's own clock. */
  function setAt(shard: number, at: number): void {
    moments.set(shard, Math.min(at, moments.get(shard) ?? at));
    if (timer !== null && timer.at <= at) return;
    if (timer !== null) clearTimeout(timer.handle);
    timer = { at, handle: setTimeout(go, Math.max(0, at - performance.now())).unref() };
  }

  function go(): void {
    timer = null;
    const due = performance.now() + 1;
    const waiting = [...moments];
    moments.clear();
    for (const [shard, at] of waiting) {
      if (at <= due) ring(shard);
      else setAt(shard, at);
    }
  }

  return {
    set: (shard, at) => {
      const ms = at.getTime() - now().getTime();
      if (ms <= aheadMaxMs) setAt(shard, performance.now() + Math.max(ms, gatherMs));
    },
    soon: (shard) => setAt(shard, performance.now() + gatherMs),
    stop: () => {
      if (timer !== null) clearTimeout(timer.handle);
      moments.clear();
    },
  };
}
