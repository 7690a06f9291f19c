import type { Wake } from "@/lib/background/shard-flags";
import type { Env } from "@/lib/env";

/** What the thread needs to know to open its own runtime. */
export interface ThreadSettings {
  env: Env;
  databaseUrl: string;
  secret: string;
}

export type ToThread = { wake: Wake } | { stop: { patienceMs: number } };
