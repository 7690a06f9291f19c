import type { Wake } from "@/lib/background/shard-flags";
import type { Env } from "@/lib/env";
import type { PagesAt } from "../pages";

/** What the pages' process needs to open its own runtime. */
export interface PagesSettings {
  env: Env;
  databaseUrl: string;
  secret: string;
  at: PagesAt;
  /** Of the engine of the process that has one, for people. */
  engine: string;
  /** The socket to listen on: a file, or a pipe's name. */
  address: string;
}

/** What the process that has the port tells the pages' process: first to open, in the end to stop. */
export type ToPages = { open: PagesSettings } | { stop: true };
/** What comes back: that it listens, and what it wants done in the background. */
export type FromPages = { ready: true } | { wake: Wake };
