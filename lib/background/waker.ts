import type { Log } from "../log";
import type { Wake } from "./shard-flags";

/** Turns many wishes for one shard of a function into one signal at a time. */
export interface Waker {
  wake(wake: Wake): void;
  /** A drain begins: from now on a wish counts again. */
  begin(wake: Wake): Promise<void>;
  /**
   * Waits until the drain's next pass may begin; answers whether the shard was asked for meanwhile. The drain then goes on by itself, without
   * a signal.
   */
  askedAgain(wake: Wake): Promise<boolean>;
  /** A drain has ended; answers whether it was asked for in the last moment and has to run again. */
  end(wake: Wake): boolean;
  stop(): void;
}

/** Passes of one shard start at least this far apart, so that batches that come by the hundred share one. */
const gapMs = 50;
/** A signal that was accepted and never ran: the next wish sends another. */
const lostAfterMs = 120_000;

const untilNextPass = ({ begunAt }: ShardState) => Math.max(0, begunAt + gapMs - performance.now());
const keyOf = ({ name, shard }: Wake) => `${name} ${shard}`;

interface ShardState {
  askedAt: number | null;
  running: boolean;
  /** By the clock that never goes back. */
  begunAt: number;
}

/**
 * For an engine in this process: the flag is a field in memory, so that a wish costs no statement. While the drain runs, a wish is only
 * noted: the drain sees it.
 */
export function createLocalWaker(log: Log, send: (wake: Wake) => Promise<void>): Waker {
  const states = new Map<string, ShardState>();
  const timers = new Set<NodeJS.Timeout>();
  const stateOf = (wake: Wake): ShardState => {
    const key = keyOf(wake);
    const state = states.get(key) ?? { askedAt: null, running: false, begunAt: Number.NEGATIVE_INFINITY };
    states.set(key, state);
    return state;
  };
  function sendSoon(wake: Wake, state: ShardState): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      send(wake).catch((error: unknown) => {
        state.askedAt = null;
        log.warn({ err: error, function: wake.name }, "a background function could not be woken; the sweep will");
      });
    }, untilNextPass(state));
    timers.add(timer);
  }
  return {
    wake: (wake) => {
      const state = stateOf(wake);
      if (state.askedAt !== null && (state.running || Date.now() - state.askedAt < lostAfterMs)) return;
      state.askedAt = Date.now();
      if (!state.running) sendSoon(wake, state);
    },
    begin: async (wake) => {
      const state = stateOf(wake);
      state.askedAt = null;
      state.running = true;
      state.begunAt = performance.now();
    },
    askedAgain: async (wake) => {
      const state = stateOf(wake);
      await new Promise((resolve) => setTimeout(resolve, untilNextPass(state)));
      return state.askedAt !== null;
    },
    end: (wake) => {
      const state = stateOf(wake);
      const asked = state.askedAt !== null;
      state.running = false;
      state.askedAt = null;
      return asked;
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** Wishes that come together are passed on together; what is done with them is somebody else's. */
function createGatheringWaker(
  pass: (wakes: Wake[]) => void,
  /** How long they wait for others. */
  waitMs: () => number,
  begin: Waker["begin"] = async () => {},
): Waker {
  const wanted = new Map<string, Wake>();
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    timer = null;
    const wakes = [...wanted.values()];
    wanted.clear();
    pass(wakes);
  };
  return {
    wake: (wake) => {
      wanted.set(keyOf(wake), wake);
      timer ??= setTimeout(flush, waitMs());
    },
    begin,
    askedAgain: async () => false,
    end: () => false,
    stop: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/**
 * For an engine on another thread, which gathers wishes too: those that come sooner after the last than a pass may follow a pass wait here,
 * because telling a thread costs as much as a small statement.
 */
export function createForwardingWaker(log: Log, send: (wake: Wake) => Promise<void>): Waker {
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = (wakes: Wake[]) => {
    toldAt = performance.now();
    for (const wake of wakes)
      send(wake).catch((error: unknown) => {
        log.warn({ err: error, function: wake.name }, "a background function could not be woken; the sweep will");
      });
  };
  return createGatheringWaker(tell, () => Math.max(0, toldAt + gapMs - performance.now()));
}

/**
 * For an engine elsewhere: wishes of a moment are gathered and passed on with one statement, which sends a signal only for flags that were
 * down.
 */
export function createSharedWaker(
  log: Log,
  flags: { raise(wakes: Wake[]): Promise<void>; lower(wake: Wake): Promise<void> },
): Waker {
  const raise = (wakes: Wake[]) => {
    flags.raise(wakes).catch((error: unknown) => {
      log.warn({ err: error }, "background functions could not be woken; the sweep will");
    });
  };
  return createGatheringWaker(
    raise,
    () => gapMs,
    (wake) => flags.lower(wake),
  );
}
