import { createBatcher } from "../../batcher";
import type { Ctx } from "../../context";
import { isOutage } from "../../outage";
import { createBurstWatch } from "./burst";
import { recordVisits } from "./record-visits";
import type { Visit } from "./visit";

/** Openings and clicks on their way into the database. One per process: those that arrive together share a transaction. */
export interface MailTracker {
  /** Resolves when the visit is durable, or when it can't be written: that is logged, and no reader has to hear of it. */
  record(visit: Visit): Promise<void>;
  /** Waits until everything that was taken is durable. */
  close(): Promise<void>;
}

const limits = {
  /** Openings that wait for a batch; what comes beyond is answered and not counted. */
  queueMax: 20_000,
  batchMax: 400,
  lanes: 1,
};

/**
 * Whoever does not wait for `record` answers before the visit is durable: a clean stop loses nothing then, a killed process what it took
 * in the milliseconds of a batch.
 */
export function createTracker(ctx: Ctx): MailTracker {
  const watch = createBurstWatch();
  const batcher = createBatcher<Visit, void>({
    ...limits,
    run: async (visits) => {
      await recordVisits(ctx, visits);
      return visits.map(() => undefined);
    },
    // A visit is small and of one size: the number of them is the only limit.
    bytesOf: () => 0,
    batchBytesMax: 1,
    queueBytesMax: 1,
    isOutage,
  });
  return {
    record: async (visit) => {
      watch(visit);
      await batcher
        .submit(visit)
        .catch((error: unknown) =>
          ctx.log.error({ err: error, messageId: visit.messageId }, "a visit was not recorded"),
        );
    },
    close: batcher.close,
  };
}
