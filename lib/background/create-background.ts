import type { BackgroundFunction } from "../background-function";
import type { Background, Ctx, Signals } from "../context";
import { AppError } from "../errors";
import type { BackgroundRunner, Engine, OpenEngine } from "./engine";
import { createRecorder } from "./recorder";
import { runFunction } from "./run";
import { listenForWakes, lowerAllFlags, lowerFlag, raiseFlags, raiseFlagsAndNotify, type Wake } from "./shard-flags";
import { createForwardingWaker, createLocalWaker, createSharedWaker, type Waker } from "./waker";

/** The background of a process: gives verbs their port, and runs functions once it is started. */
export interface BackgroundControl extends Background {
  signals: Signals;
  start(ctx: Ctx, openEngine: OpenEngine): Promise<void>;
  /** A wish that another thread or process passes on. */
  accept(wake: Wake): void;
  /** Requests of an Inngest. */
  answer(request: Request): Promise<Response>;
  /** Nothing begins any more; resolves when what runs has ended, at most after `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
}

/** Until it is started, wishes are dropped: the first sweep finds the work. */
export function createBackground(functions: readonly BackgroundFunction[]): BackgroundControl {
  let engine: Engine | null = null;
  let waker: Waker | null = null;
  let stopParts: (patienceMs: number) => Promise<void> = async () => {};

  const wakeAll = ({ name, shards = 1 }: BackgroundFunction) => {
    for (let shard = 0; shard < shards; shard++) waker?.wake({ name, shard });
  };
  const find = (name: string): BackgroundFunction => {
    const found = functions.find((one) => one.name === name);
    if (found === undefined) throw new AppError("not_found", `There is no background function called ${name}.`);
    return found;
  };

  return {
    functions,
    get engine() {
      return engine?.name ?? "embedded, in a worker process";
    },
    wake: (name) => wakeAll(find(name)),
    signals: {
      send: (name) => {
        for (const one of functions) if (one.wakes.includes(name)) wakeAll(one);
      },
    },
    accept: (wake) => waker?.wake(wake),
    answer: async (request) => (await engine?.answer(request)) ?? new Response(null, { status: 404 }),
    start: async (ctx, openEngine) => {
      engine = openEngine(ctx);
      const own = openWaker(ctx, engine);
      waker = own;
      const recorder = createRecorder(ctx);
      const running = new Set<Promise<unknown>>();
      let live = true;
      const runner: BackgroundRunner = {
        functions,
        run: (name, shard) => {
          const run = runFunction({ ctx, waker: own, recorder, live: () => live }, find(name), shard);
          running.add(run);
          const ended = () => running.delete(run);
          run.then(ended, ended);
          return run;
        },
      };
      const unlisten = await listen(ctx, engine, own);
      await engine?.start(runner);
      stopParts = async (patienceMs) => {
        live = false;
        waker = null;
        own.stop();
        await unlisten();
        await Promise.all([
          engine?.stop(patienceMs),
          settledWithin(running, patienceMs),
          ...functions.map((one) => one.stop?.(patienceMs)),
        ]);
        await recorder.flush();
      };
    },
    stop: (patienceMs) => stopParts(patienceMs),
  };
}

function openWaker(ctx: Ctx, engine: Engine | null): Waker {
  const { sql, log } = ctx;
  const send = async ({ name, shard }: Wake) => engine?.wake(name, shard);
  if (engine?.place === "thread") return createForwardingWaker(log, send);
  if (engine?.place === "here") {
    const local = createLocalWaker(log, send);
    // Where doors run in other processes, they hold back their signal while the flag is up.
    if (ctx.env.role !== "worker") return local;
    return {
      ...local,
      begin: async (wake) => {
        await local.begin(wake);
        await lowerFlag(sql, wake);
      },
    };
  }
  return createSharedWaker(log, {
    lower: (wake) => lowerFlag(sql, wake),
    raise: async (wakes) => {
      if (engine === null) await raiseFlagsAndNotify(sql, wakes, ctx.now());
      else await Promise.all((await raiseFlags(sql, wakes, ctx.now())).map(send));
    },
  });
}

/** Flags that are up at the start belong to signals that nobody is left to hear. */
async function listen(ctx: Ctx, engine: Engine | null, waker: Waker): Promise<() => Promise<void>> {
  if (engine?.place !== "here") return async () => {};
  const unlisten =
    ctx.env.role === "worker" ? await listenForWakes(ctx.sql, (wake) => waker.wake(wake)) : async () => {};
  await lowerAllFlags(ctx.sql);
  return unlisten;
}

async function settledWithin(running: Set<Promise<unknown>>, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.allSettled(running), over]);
  clearTimeout(timer);
}
