import { z } from "zod";
import { fromUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { idSchema } from "../../http/contract";
import { jobKind } from "../../jobs/kind";
import { countByState } from "../choose";
import { type DeliveryFilter, deliveryFilterSchema } from "../contract";
import { loadWanted } from "./load";
import { obstacle, requeue } from "./requeue";

/**
 * Sends deliveries again, oldest first, some hundred at a time. Queue and progress are one transaction: whatever happens, no delivery is
 * queued twice by one job. What can't be sent is listed with the job.
 */
export const replayDeliveriesJob = jobKind({
  name: "deliveries.replay",
  input: z.object({
    ids: z.array(idSchema("delivery")).optional(),
    filter: deliveryFilterSchema.optional(),
    upTo: idSchema("delivery"),
  }),
  cursor: z.object({ after: idSchema("delivery").nullable() }),
  report: z.null(),
  step: async (ctx, { input, cursor, total }, save) => {
    const after = cursor?.after ?? null;
    const { wanted, last } = await loadWanted(ctx, input, after);
    const issues = wanted.flatMap((delivery) => {
      const message = obstacle(delivery);
      return message === null ? [] : [{ subject: fromUuid("dlv", delivery.id), message }];
    });
    const progress = {
      cursor: { after: lastOf(wanted) ?? after },
      done: wanted.length,
      succeeded: wanted.length - issues.length,
      failed: issues.length,
      issues,
      finished: last,
      ...(total === null ? { total: await countAll(ctx, input.filter ?? {}) } : {}),
    };
    const sendable = wanted.filter((delivery) => obstacle(delivery) === null);
    await ctx.sql.begin(async (tx) => {
      if (sendable.length > 0) await requeue(tx, ctx, sendable);
      await save(tx, progress);
    });
    if (sendable.length > 0) ctx.signals.send("deliveries/queued");
  },
});

const lastOf = (wanted: { id: string }[]): string | undefined => {
  const id = wanted.at(-1)?.id;
  return id === undefined ? undefined : fromUuid("dlv", id);
};

const countAll = async (ctx: WorkspaceCtx, filter: DeliveryFilter): Promise<number> =>
  Object.values(await countByState(ctx, filter, null)).reduce((sum, count) => sum + count, 0);
