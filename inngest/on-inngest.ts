import type { Engine } from "@/lib/background/engine";
import type { Ctx } from "@/lib/context";
import type { InngestSettings } from "@/lib/env";
import { createClient, wakeEvent } from "./client";
import { type AppHandler, serve, servePath } from "./serve";

const registerAgainMs = 15_000;

/** Background functions on an Inngest, which calls this app at its public address. */
export function openInngest({ log, env }: Pick<Ctx, "log" | "env">, settings: InngestSettings): Engine {
  const { url, eventKey, signingKey, development } = settings;
  const client = createClient({ baseUrl: url, eventKey, signingKey, isDev: development }, log);
  let handler: AppHandler | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  /** The Inngest may start later than we do: asked again until it knows our functions. */
  async function register(own: AppHandler): Promise<void> {
    const request = new Request(env.publicUrl + servePath, {
      method: "PUT",
      headers: { host: new URL(env.publicUrl).host },
    });
    const response = await own(request);
    if (response.ok || stopped) return;
    log.warn(
      { inngest: url, reason: await response.text() },
      "the Inngest does not know our functions yet; trying again",
    );
    timer = setTimeout(() => void register(own), registerAgainMs);
    timer.unref();
  }

  return {
    name: url ?? "Inngest Cloud",
    place: "elsewhere",
    start: async (runner) => {
      // A process for doors and pages alone sends signals and is never called.
      if (env.role === "web") return;
      handler = serve(client, runner, env.publicUrl);
      await register(handler);
    },
    wake: async (name, shard) => {
      await client.send({ name: wakeEvent(name), data: { shard } });
    },
    answer: async (request) => (await handler?.(request)) ?? new Response(null, { status: 404 }),
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
