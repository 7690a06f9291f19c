import { Worker } from "node:worker_threads";
import type { Engine } from "@/lib/background/engine";
import type { Ctx } from "@/lib/context";
import type { ThreadSettings, ToThread } from "./thread/messages";

const restartMs = 1_000;
/** Of the patience for a stop, what the thread has to close its pools. */
const closingMs = 2_000;

/**
 * What drivers look for in the environment; what is ours travels in the settings. The SDK reads all there is at every call, and in a thread
 * each name costs a call of its own: a seventh of the thread's time went there.
 */
const environmentOfThread = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) =>
      /^(PG.*|NODE_.*|USER|USERNAME|LOGNAME|(HTTPS?|NO)_PROXY)$/i.test(name),
    ),
  );

/**
 * The embedded engine in a thread of its own, so that background work and requests do not take turns on one event loop. Measured: a
 * delivery costs the app 95 µs there and 165 µs beside Next, which turns on asynchronous-context hooks for its whole thread. Wishes are
 * passed on; a thread that dies is started again, and its sweep finds what was missed.
 * @param file the bundled `thread/background.ts`
 */
export function openThread({ log }: Pick<Ctx, "log">, file: URL, settings: ThreadSettings): Engine {
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopping = false;
  const start = () => {
    worker = new Worker(file, { workerData: settings, env: environmentOfThread() });
    worker.on("error", (error) => log.error({ err: error }, "the background thread failed"));
    worker.on("exit", () => {
      worker = null;
      if (stopping) return;
      log.error("the background thread ended; it is started again");
      timer = setTimeout(start, restartMs);
    });
  };
  const tell = (message: ToThread) => worker?.postMessage(message);
  return {
    name: "embedded",
    place: "thread",
    start: async () => start(),
    wake: async (name, shard) => {
      tell({ wake: { name, shard } });
    },
    // The thread calls its functions itself: whoever comes from outside has no key to sign with.
    answer: async ({ method }) =>
      method === "POST"
        ? Response.json({ message: "Unauthorized" }, { status: 401 })
        : new Response(null, { status: 405, headers: { allow: "POST" } }),
    stop: async (patienceMs) => {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      const running = worker;
      if (running === null) return;
      const ended = new Promise((resolve) => running.once("exit", resolve));
      tell({ stop: { patienceMs: Math.max(0, patienceMs - closingMs) } });
      const impatience = setTimeout(() => void running.terminate(), patienceMs);
      await ended;
      clearTimeout(impatience);
    },
  };
}
