import { randomUUID } from "node:crypto";
import { z } from "zod";
import { createConcurrency } from "./concurrency";
import { type Definition, parseRegistration } from "./definition";
import { type AppHandler, createProtocol, type EngineEvent } from "./protocol";
import { executeRun, type RunDeps } from "./run";
import { generateSigningKey } from "./sign";
import { createTimers } from "./timers";

export interface EmbeddedEngine {
  /** What the SDK's client is made with: its events come here instead of going out. */
  client: { eventKey: string; signingKey: string; baseUrl: string; isDev: false; fetch: typeof fetch };
  /** Registers the app's functions and starts their schedules. Throws when a function needs what the engine lacks. */
  start(handler: AppHandler): Promise<void>;
  /** Begins nothing more and waits for what is executing, at most so long. Nothing of the engine is left behind. */
  stop(patienceMs: number): Promise<void>;
}

export interface EngineOptions {
  log: { warn(fields: object, message: string): void };
  /** Milliseconds after the failed attempt with this number (from 0). */
  backOffMs?: (attempt: number) => number;
  /** Unix milliseconds. */
  now?: () => number;
}

const sentEvents = z.union([z.array(z.unknown()), z.unknown().transform((event) => [event])]).pipe(
  z.array(
    z.object({
      id: z.string().optional(),
      name: z.string(),
      data: z.record(z.string(), z.unknown()).nullish(),
      ts: z.number().optional(),
    }),
  ),
);

/** An id that was seen is not run again, as on an Inngest; the oldest are forgotten first. */
const rememberedIdsMax = 10_000;

const defaultBackOffMs = (attempt: number) => Math.min(1_000 * 2 ** attempt, 60_000);

/**
 * Runs Inngest functions in this process, where no Inngest is configured. It speaks the SDK's public protocol and keeps nothing durable:
 * rows are the truth, and a restart is healed by the sweep.
 */
export function createEmbeddedEngine({
  log,
  backOffMs = defaultBackOffMs,
  now = Date.now,
}: EngineOptions): EmbeddedEngine {
  const signingKey = generateSigningKey();
  const timers = createTimers(now);
  const concurrency = createConcurrency();
  const executing = new Set<Promise<unknown>>();
  const seen = new Set<string>();
  let definitions: Definition[] = [];
  let deps: RunDeps | null = null;
  let live = false;

  function isNew(id: string): boolean {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > rememberedIdsMax && oldest !== undefined) seen.delete(oldest);
    return true;
  }

  function begin(definition: Definition, event: EngineEvent): void {
    if (deps === null || !live) return;
    executeRun(deps, definition, event, randomUUID())
      .then((end) => {
        if (!end.ok) log.warn({ function: definition.id, reason: end.message }, "a background run failed");
      })
      .catch((error: unknown) => log.warn({ function: definition.id, err: error }, "a background run broke off"));
  }

  function accept(body: unknown): string[] {
    return sentEvents.parse(body).map((sent) => {
      const event = { id: sent.id ?? randomUUID(), name: sent.name, data: sent.data ?? {}, ts: sent.ts ?? now() };
      if (!isNew(event.id)) return event.id;
      const start = () => {
        for (const definition of definitions) if (definition.events.includes(event.name)) begin(definition, event);
      };
      // An event of the future waits for its time.
      if (event.ts > now()) timers.at(new Date(event.ts), start);
      else setImmediate(start);
      return event.id;
    });
  }

  function schedule(definition: Definition): void {
    for (const next of definition.schedules) {
      const plan = () =>
        timers.at(next(new Date(now())), () => {
          begin(definition, { id: randomUUID(), name: "inngest/scheduled.timer", data: {}, ts: now() });
          plan();
        });
      plan();
    }
  }

  return {
    client: {
      eventKey: "embedded",
      signingKey,
      baseUrl: "http://embedded.invalid",
      isDev: false,
      fetch: async (input, init) => {
        const { pathname } = new URL(input instanceof Request ? input.url : input);
        if (!pathname.startsWith("/e/")) return Response.json({ error: "not here" }, { status: 404 });
        return Response.json({ ids: accept(JSON.parse(String(init?.body))), status: 200 });
      },
    },
    start: async (handler) => {
      const protocol = createProtocol(handler, signingKey);
      definitions = parseRegistration(await protocol.register());
      live = true;
      deps = {
        protocol: { ...protocol, call: (call) => track(protocol.call(call)) },
        concurrency,
        until: (moment) => new Promise((resolve) => timers.at(moment, resolve)),
        backOffMs,
        now,
        live: () => live,
      };
      for (const definition of definitions) schedule(definition);
    },
    stop: async (patienceMs) => {
      live = false;
      timers.clear();
      let patience: NodeJS.Timeout | undefined;
      const over = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, patienceMs);
      });
      await Promise.race([Promise.allSettled(executing), over]);
      clearTimeout(patience);
    },
  };

  function track<T>(work: Promise<T>): Promise<T> {
    executing.add(work);
    const done = () => executing.delete(work);
    work.then(done, done);
    return work;
  }
}
