import type { Db, Sql } from "@/db/client";
import type { MemberRole } from "@/db/enums";
import type { BackgroundFunction } from "./background-function";
import type { Env } from "./env";
import type { Log } from "./log";
import type { Outbound } from "./outbound/outbound";

/** Hints that leave a transaction when it has committed: "there is work for X". Losing one costs seconds, never data. */
export const signalNames = [
  "events/recorded",
  "mail/queued",
  "audiences/changed",
  "segments/stale",
  "jobs/queued",
  "deliveries/queued",
  "campaigns/due",
  "journeys/due",
] as const;
export type SignalName = (typeof signalNames)[number];
export interface Signals {
  send(name: SignalName): void;
}

/** The background as verbs see it: what there is, where it runs, and how to start something by hand. */
export interface Background {
  functions: readonly BackgroundFunction[];
  /** In words: `embedded`, or the address of an Inngest. */
  engine: string;
  wake(name: string): void;
}

/** What every verb may touch of the outside world. */
export interface Ctx {
  db: Db;
  /** Raw statements for set-based work, on a pool of their own: not inside `transaction(ctx)`. */
  sql: Sql;
  /** The write path's connections, which plan their statements once: for `contactTransaction`, and for what the relay takes. */
  writes: Sql;
  env: Env;
  /** Encrypts, signs; 32 bytes derived from the installation's secret. */
  key: Uint8Array;
  log: Log;
  now(): Date;
  signals: Signals;
  background: Background;
  /** The one way to URLs that somebody typed. */
  outbound: Outbound;
}

/** Who acts. API keys and invitations carry a role like a member's. */
export type Actor =
  | { type: "user"; userId: string; name: string; email: string; role: MemberRole }
  | { type: "api_key"; apiKeyId: string; role: MemberRole }
  | { type: "system" };

/** A `Ctx` inside one workspace, with somebody acting in it. */
export interface WorkspaceCtx extends Ctx {
  workspace: { id: string; slug: string; name: string };
  actor: Actor;
  /** The request's own marks, for the consent log. */
  origin?: { requestId: string; ip: string | null; userAgent: string | null };
}

/**
 * Runs `work` in one database transaction; its signals leave after the commit. A transaction inside a transaction becomes a
 * savepoint.
 */
export async function transaction<C extends Ctx, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  const held = new Set<SignalName>();
  const result = await ctx.db.transaction((tx) =>
    work({ ...ctx, db: tx as unknown as Db, signals: { send: (name) => held.add(name) } }),
  );
  for (const name of held) ctx.signals.send(name);
  return result;
}
