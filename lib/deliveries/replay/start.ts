import { newId } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import type { Input } from "../../http/contract";
import type { Job } from "../../jobs/contract";
import { createJob } from "../../jobs/create";
import { runHeldJob } from "../../jobs/run-due";
import { authorize } from "../../workspaces/permissions";
import { countByState } from "../choose";
import { type DeliveryFilter, deliveryCountMax, type replayDeliveriesContract } from "../contract";
import { replayDeliveriesJob } from "./job";
import { countKnown } from "./load";

/** Longer than the first step of a job takes; a process that dies in it leaves the job to the others. */
export const holdMs = 30_000;

/**
 * Sends deliveries again under their own ids, with the same bytes: these, or all that match a filter, which means exactly what it says
 * (without a state, also what has arrived). It is a job; a few hundred deliveries are queued before the answer. Throws `not_found` when
 * an id is none of the workspace's.
 */
export async function replayDeliveries(ctx: WorkspaceCtx, input: Input<typeof replayDeliveriesContract>): Promise<Job> {
  authorize(ctx, "webhooks:write");
  const ids = input.ids === undefined ? undefined : [...new Set(input.ids)];
  const total = ids === undefined ? await countUpTo(ctx, input.filter ?? {}) : ids.length;
  if (ids !== undefined && (await countKnown(ctx, ids)) < ids.length) throw notFound("delivery");
  const job = await createJob(ctx, replayDeliveriesJob, {
    title: ids === undefined ? "Send deliveries again" : titleOf(ids.length),
    input: { ids, filter: input.filter, upTo: newId("dlv") },
    ...(total === null ? {} : { total }),
    holdUntil: new Date(ctx.now().getTime() + holdMs),
  });
  return runHeldJob(ctx, replayDeliveriesJob, job.id);
}

const titleOf = (count: number): string => (count === 1 ? "Send a delivery again" : `Send ${count} deliveries again`);

/** How many match; null when there are more than anybody wants to wait for: the job counts them. */
async function countUpTo(ctx: WorkspaceCtx, filter: DeliveryFilter): Promise<number | null> {
  const counts = Object.values(await countByState(ctx, filter, deliveryCountMax));
  if (counts.some((count) => count === deliveryCountMax)) return null;
  return counts.reduce((sum, count) => sum + count, 0);
}
