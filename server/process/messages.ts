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

export type ToPages = { open: PagesSettings } | { stop: true };
export type FromPages = { ready: true } | { wake: Wake };
