import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { type Auth, createAuth } from "./auth/create-auth";
import { backgroundFunctions } from "./background/functions";
import type { Ctx } from "./context";
import { deriveKey } from "./crypto";
import { type Drain, startDrain } from "./drain";
import { type Env, parseEnv } from "./env";
import { createDoor, type Door } from "./inbound/door";
import { createLog, type Log } from "./log";
import { createMailTransport, type MailTransport } from "./mail/transport";
import { createMetrics, type Metrics } from "./metrics";
import { bootstrapOwner } from "./workspaces/bootstrap-owner";

/** Everything a process holds open. */
export interface Runtime {
  env: Env;
  log: Log;
  ctx: Ctx;
  auth: Auth;
  door: Door;
  metrics: Metrics;
  drains: Record<string, Drain>;
  /** Finishes what was taken, stops the background, closes the pools. */
  stop(): Promise<void>;
}

/** `server.ts`, `instrumentation.ts` and routes are separate bundles: what they share lives here. */
const slot = Symbol.for("tidegate");
const shared = globalThis as typeof globalThis & { [slot]?: Promise<Runtime> };

/** The process's runtime; starts one from the environment where no server has (serverless, `next dev`). */
export function runtime(): Promise<Runtime> {
  shared[slot] ??= startFromEnvironment().catch((error: unknown) => {
    // The next request may find the database again.
    delete shared[slot];
    throw error;
  });
  return shared[slot];
}

async function startFromEnvironment(): Promise<Runtime> {
  const env = parseEnv(process.env);
  if (env.databaseUrl === undefined || env.secret === undefined)
    throw new Error("Without `npm start`, DATABASE_URL and TIDEGATE_SECRET must be set.");
  return startRuntime(env, env.databaseUrl, env.secret);
}

/**
 * Starts the process's one runtime: migrates, opens pools and doors, and starts the background that the role asks for.
 * @param secret what stored secrets are encrypted with
 */
export function startRuntime(env: Env, databaseUrl: string, secret: string): Promise<Runtime> {
  const started = open(env, databaseUrl, secret);
  shared[slot] = started;
  return started;
}

async function open(env: Env, databaseUrl: string, secret: string): Promise<Runtime> {
  const log = createLog(env.logLevel);
  await migrate(databaseUrl, "db/migrations");
  const database = connect(databaseUrl);
  const drains: Record<string, Drain> = {};
  const transport = createMailTransport(env);
  const functions = backgroundFunctions(transport);
  const ctx: Ctx = {
    db: database.db,
    sql: database.sql,
    writes: database.writes,
    env,
    key: deriveKey(secret),
    log,
    now: () => new Date(),
    signals: {
      send: (name) => {
        for (const { name: woken, wakes } of functions) if (wakes.includes(name)) drains[woken]?.wake();
      },
    },
    background: { functions, engine: "embedded", wake: (name) => drains[name]?.wake() },
  };
  const metrics = createMetrics();
  const auth = createAuth(ctx, secret);
  await bootstrapOwner(ctx);
  const door = createDoor(ctx, metrics);
  const stopBackground = env.role === "web" ? async () => {} : startBackground(ctx, transport, drains);
  return {
    env,
    log,
    ctx,
    auth,
    door,
    metrics,
    drains,
    stop: async () => {
      await door.close();
      await stopBackground();
      await database.close();
    },
  };
}

const stopPatienceMs = 8_000;

/** The background of a process. Sweeps find what a lost signal left behind. */
function startBackground(
  ctx: Ctx,
  transport: MailTransport | null,
  drains: Record<string, Drain>,
): () => Promise<void> {
  for (const { name, sweepS, work } of ctx.background.functions)
    drains[name] = startDrain(name, ctx.log, sweepS * 1_000, () => work(ctx, 0));
  for (const drain of Object.values(drains)) drain.wake();
  return async () => {
    // A slow mail server must not hold the stop: what is in flight is marked unknown by its lease.
    const patience = setTimeout(() => transport?.close(), stopPatienceMs);
    await Promise.race([
      Promise.all(Object.values(drains).map((drain) => drain.stop())),
      new Promise((resolve) => setTimeout(resolve, stopPatienceMs + 1_000).unref()),
    ]);
    clearTimeout(patience);
    transport?.close();
  };
}
