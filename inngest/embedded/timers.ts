/** Longer waits overflow the timer; whoever wakes after this long simply looks again. */
const longestMs = 2_000_000_000;

/** Waits that end together: after `clear` nothing fires any more and nothing keeps the process alive. */
export function createTimers(now: () => number) {
  const pending = new Set<NodeJS.Timeout>();
  let cleared = false;
  return {
    /** Calls `then` at that moment, unless cleared before. */
    at(moment: Date, then: () => void): void {
      if (cleared) return;
      const waitMs = moment.getTime() - now();
      const timer = setTimeout(
        () => {
          pending.delete(timer);
          if (waitMs > longestMs) this.at(moment, then);
          else then();
        },
        Math.max(0, Math.min(waitMs, longestMs)),
      );
      pending.add(timer);
    },
    clear(): void {
      cleared = true;
      for (const timer of pending) clearTimeout(timer);
      pending.clear();
    },
  };
}
export type Timers = ReturnType<typeof createTimers>;
