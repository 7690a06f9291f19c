import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { type Auth, createAuth } from "./auth/create-auth";
import { type BackgroundControl, createBackground } from "./background/create-background";
import type { OpenEngine } from "./background/engine";
import { backgroundFunctions } from "./background/functions";
import { createTracker, type MailTracker } from "./campaigns/tracking/create-tracker";
import type { Ctx } from "./context";
import { deriveKey } from "./crypto";
import { type Env, parseEnv } from "./env";
import { createDoor, type Door } from "./inbound/door";
import { createLog, type Log } from "./log";
import { createMailTransport } from "./mail/transport";
import { createMetrics, type Metrics } from "./metrics";
import { createOutbound } from "./outbound/create-outbound";
import { createRecorder, type EventRecorder } from "./tracking/recorder";
import { bootstrapOwner } from "./workspaces/bootstrap-owner";

/** Everything a process holds open. */
export interface Runtime {
  env: Env;
  log: Log;
  ctx: Ctx;
  auth: Auth;
  door: Door;
  tracker: MailTracker;
  recorder: EventRecorder;
  metrics: Metrics;
  background: BackgroundControl;
  /** Finishes what was taken, stops the background, closes the pools. */
  stop(): Promise<void>;
}

/** `server.ts`, `instrumentation.ts` and routes are separate bundles: what they share lives here. */
const slot = Symbol.for("tidegate");
const engineSlot = Symbol.for("tidegate.engine");
const shared = globalThis as typeof globalThis & { [slot]?: Promise<Runtime>; [engineSlot]?: OpenEngine };

/** Says how to open an engine, before the runtime starts: engines stand above `lib`. Without one there is no background. */
export function setEngine(openEngine: OpenEngine): void {
  shared[engineSlot] = openEngine;
}

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
  const started = prepare(env, databaseUrl, secret);
  shared[slot] = started;
  return started;
}

/** The same beside a process that has prepared the database. */
export function joinRuntime(env: Env, databaseUrl: string, secret: string): Promise<Runtime> {
  const joined = open(env, databaseUrl, secret);
  shared[slot] = joined;
  return joined;
}

const stopPatienceMs = 8_000;

async function prepare(env: Env, databaseUrl: string, secret: string): Promise<Runtime> {
  await migrate(databaseUrl, "db/migrations");
  return open(env, databaseUrl, secret, bootstrapOwner);
}

/** @param begin what comes before everything that works on the rows */
async function open(
  env: Env,
  databaseUrl: string,
  secret: string,
  begin: (ctx: Ctx) => Promise<unknown> = async () => {},
): Promise<Runtime> {
  const base = openBase(env, databaseUrl, secret);
  const { ctx, background } = base;
  const metrics = createMetrics();
  const auth = createAuth(ctx, secret);
  await begin(ctx);
  const door = createDoor(ctx, metrics);
  const tracker = createTracker(ctx);
  const recorder = createRecorder(ctx);
  const openEngine = shared[engineSlot];
  if (openEngine !== undefined) await background.start(ctx, openEngine);
  return {
    env,
    log: ctx.log,
    ctx,
    auth,
    door,
    tracker,
    recorder,
    metrics,
    background,
    stop: async () => {
      await Promise.all([door.close(), tracker.close(), recorder.close()]);
      await base.stop(stopPatienceMs);
    },
  };
}

/** Background work alone, on a thread of its own beside a process's runtime. */
export interface BackgroundRuntime {
  log: Log;
  accept: BackgroundControl["accept"];
  stop(patienceMs: number): Promise<void>;
}

/** Starts the background without doors and pages. The database is migrated already. */
export async function startBackground(
  env: Env,
  databaseUrl: string,
  secret: string,
  openEngine: OpenEngine,
): Promise<BackgroundRuntime> {
  const { ctx, background, stop } = openBase(env, databaseUrl, secret);
  await background.start(ctx, openEngine);
  return { log: ctx.log, accept: background.accept, stop };
}

/** What doors and background both need. */
function openBase(env: Env, databaseUrl: string, secret: string) {
  const database = connect(databaseUrl);
  const transport = createMailTransport(env);
  const background = createBackground(backgroundFunctions(transport));
  const ctx: Ctx = {
    db: database.db,
    sql: database.sql,
    writes: database.writes,
    env,
    key: deriveKey(secret),
    log: createLog(env.logLevel),
    now: () => new Date(),
    signals: background.signals,
    background,
    outbound: createOutbound(env),
  };
  const stop = async (patienceMs: number) => {
    // A slow mail server must not hold the stop: what is in flight is marked unknown by its lease.
    const patience = setTimeout(() => transport?.close(), patienceMs);
    await background.stop(patienceMs + 1_000);
    clearTimeout(patience);
    transport?.close();
    await ctx.outbound.close();
    await database.close();
  };
  return { ctx, background, stop };
}
