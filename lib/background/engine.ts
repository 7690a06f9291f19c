import type { BackgroundFunction } from "../background-function";
import type { Ctx } from "../context";
import type { RunResult } from "./run";

/** What an engine runs. */
export interface BackgroundRunner {
  functions: readonly BackgroundFunction[];
  run(name: string, shard: number): Promise<RunResult>;
}

/** Where background functions run: an Inngest, or the embedded engine. `inngest/` makes one. */
export interface Engine {
  /** In words, for the Background page. */
  name: string;
  /**
   * Where functions run. `here`: on this thread and nowhere else, so a flag in memory is enough to wake them once. `thread`: on another
   * thread of this process, or behind the process that started this one; either gathers the wishes itself. `elsewhere`: in whatever process
   * an Inngest calls.
   */
  place: "here" | "thread" | "elsewhere";
  start(runner: BackgroundRunner): Promise<void>;
  /** Asks for a run of one shard of a function. */
  wake(name: string, shard: number): Promise<void>;
  /** Requests to `/api/inngest`. */
  answer(request: Request): Promise<Response>;
  /** Begins nothing more, and ends what runs within so long. */
  stop(patienceMs: number): Promise<void>;
}

/** The engine that the settings ask for; null when this process runs none and reaches none. */
export type OpenEngine = (ctx: Ctx) => Engine | null;
