import type { Log } from "./log";

/** A background worker that does what is due, soon after it is woken and every now and then without being asked. */
export interface Drain {
  wake(): void;
  /** Resolves when the work under way has ended; nothing starts afterwards. */
  stop(): Promise<void>;
}

/** Calls of a busy drain start at least this far apart, so that hints that come by the thousand share a call. */
const gapMs = 50;

/**
 * Runs `work` one call at a time. `work` answers true when there may be more to do at once. A failure is logged and the next
 * sweep tries again: the rows are the truth.
 */
export function startDrain(name: string, log: Log, sweepMs: number, work: () => Promise<boolean>): Drain {
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;

  let pausing: { timer: NodeJS.Timeout; end(): void } | null = null;
  const pause = () =>
    new Promise<void>((resolve) => {
      pausing = { timer: setTimeout(resolve, gapMs), end: resolve };
    });

  async function run(): Promise<void> {
    do {
      wanted = false;
      await pause();
      try {
        while (!stopped && (await work()));
      } catch (error) {
        log.error({ err: error, drain: name }, "drain failed; the next sweep tries again");
      }
    } while (wanted && !stopped);
  }
  function wake(): void {
    if (stopped) return;
    wanted = true;
    running ??= run().finally(() => {
      running = null;
    });
  }
  const timer = setInterval(wake, sweepMs);
  timer.unref();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      clearTimeout(pausing?.timer);
      pausing?.end();
      await running;
    },
  };
}
