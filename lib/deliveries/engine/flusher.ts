import { setTimeout as pause } from "node:timers/promises";
import type { Ctx } from "../../context";
import type { Attempt } from "./attempt";
import { engineLimits } from "./limits";
import { settle } from "./settle";

const outagePauseMs = 1_000;
/** Data exceptions, broken constraints, wrong statements: trying the same again does not help. */
const dataError = /^(22|23|42)/;

export interface Flusher {
  add(result: Attempt): void;
  /** What could not be written yet stays unwritten: its leases end. */
  stop(): void;
}

/**
 * Writes results in batches: the next one begins when the last has ended, with whatever came meanwhile. While the database is away they
 * wait. A batch with a result that can't be written is halved, so that this one alone is dropped, with an entry in the log: its delivery
 * is tried again when the lease ends.
 * @param onDone is told of results that need no care any more
 */
export function createFlusher(ctx: Ctx, claimId: string, onDone: (results: readonly Attempt[]) => void): Flusher {
  const results: Attempt[] = [];
  let running = false;
  let live = true;

  async function run(): Promise<void> {
    // Answers that come in one turn of the event loop share a batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (results.length > 0 && live) await write(results.splice(0, engineLimits.flushMax));
    running = false;
  }

  async function write(batch: readonly Attempt[]): Promise<void> {
    try {
      await settle(ctx, claimId, batch);
      onDone(batch);
    } catch (error) {
      if (!dataError.test(codeOf(error))) {
        ctx.log.warn({ err: error }, "what came of deliveries could not be written; trying again");
        await pause(outagePauseMs);
        if (live) await write(batch);
      } else if (batch.length === 1) {
        ctx.log.error({ err: error, delivery: batch[0]?.delivery.id }, "what came of a delivery can't be written");
        onDone(batch);
      } else {
        const middle = Math.ceil(batch.length / 2);
        await write(batch.slice(0, middle));
        await write(batch.slice(middle));
      }
    }
  }

  return {
    add: (result) => {
      results.push(result);
      if (running) return;
      running = true;
      void run();
    },
    stop: () => {
      live = false;
    },
  };
}

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
