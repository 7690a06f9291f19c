import type { Engine } from "@/lib/background/engine";
import { sweepName } from "@/lib/background/sweep";
import type { Ctx } from "@/lib/context";
import { createClient, wakeEvent } from "./client";
import { createEmbeddedEngine } from "./embedded/engine";
import { type AppHandler, serve } from "./serve";

/** A lost signal costs this long. Schedules know only minutes, so the sweep is asked for by its event. */
const sweepMs = 2_000;

/** Background functions in this process. */
export function openEmbedded({ log }: Pick<Ctx, "log">): Engine {
  const embedded = createEmbeddedEngine({ log });
  const client = createClient(embedded.client, log);
  let handler: AppHandler | null = null;
  let timer: NodeJS.Timeout | null = null;
  const sweep = () => {
    client.send({ name: wakeEvent(sweepName) }).catch((error: unknown) => log.warn({ err: error }, "no sweep"));
  };
  return {
    name: "embedded",
    place: "here",
    start: async (runner) => {
      handler = serve(client, runner);
      await embedded.start(handler);
      timer = setInterval(sweep, sweepMs);
      sweep();
    },
    wake: async (name, shard) => {
      await client.send({ name: wakeEvent(name), data: { shard } });
    },
    // Signed by a key that only this process knows: nobody else can run functions.
    answer: async (request) => {
      // Registration happens in-process alone.
      if (request.method === "PUT") return new Response(null, { status: 405, headers: { allow: "GET, POST" } });
      return (await handler?.(request)) ?? new Response(null, { status: 503 });
    },
    stop: async (patienceMs) => {
      if (timer !== null) clearInterval(timer);
      await embedded.stop(patienceMs);
    },
  };
}
