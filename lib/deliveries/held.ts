import { z } from "zod";
import { newId, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { idSchema } from "../http/contract";
import { createJob } from "../jobs/create";
import { jobKind } from "../jobs/kind";
import { runHeldJob } from "../jobs/run-due";
import { countByState } from "./choose";
import { deliveryCountMax } from "./contract";
import { forgetAttempts, forgetting } from "./forget";
import { replayDeliveriesJob } from "./replay/job";
import { holdMs } from "./replay/start";

const deliveriesPerStep = 500;

/** Ends what a webhook holds as failed with the cause `dropped`, some hundred at a time: the log goes on showing it. */
export const dropHeldJob = jobKind({
  name: "deliveries.drop",
  input: z.object({ webhookId: idSchema("webhook"), upTo: idSchema("delivery") }),
  cursor: z.null(),
  report: z.null(),
  step: async (ctx, { input }, save) => {
    await ctx.sql.begin(async (tx) => {
      const dropped = await tx<{ id: string; forget: boolean; ofRun: boolean }[]>`
        with held as (
          select id from deliveries
          where workspace_id = ${toUuid("wks", ctx.workspace.id)} and webhook_id = ${toUuid("whk", input.webhookId)}
            and state = 'held' and id < ${toUuid("dlv", input.upTo)}
          order by id limit ${deliveriesPerStep} for update)
        update deliveries d set state = 'failed', cause = 'dropped', finished_at = ${ctx.now()}, ${forgetting(tx)},
          error = 'It was held while the webhook was switched off, and dropped when it was switched on again.'
        from held where d.workspace_id = ${toUuid("wks", ctx.workspace.id)} and d.id = held.id
        returning d.id, d.forget, d.run_id is not null as "ofRun"`;
      await forgetAttempts(tx, dropped);
      const count = dropped.length;
      const finished = count < deliveriesPerStep;
      await save(tx, { cursor: null, done: count, succeeded: count, failed: 0, issues: [], finished });
    });
  },
});

/** What becomes of held deliveries when their webhook is switched on. */
export type HeldAction = "send" | "drop";

/**
 * Writes down, in the transaction that switches a webhook on, what becomes of what it holds.
 * @returns a job for `carryOut` after the commit; null when it holds nothing
 */
export async function decideHeld(ctx: WorkspaceCtx, webhookId: string, action: HeldAction): Promise<string | null> {
  const filter = { webhookId, state: "held" as const };
  const { held } = await countByState(ctx, filter, deliveryCountMax);
  if (held === 0) return null;
  const upTo = newId("dlv");
  const rest = {
    holdUntil: new Date(ctx.now().getTime() + holdMs),
    ...(held < deliveryCountMax ? { total: held } : {}),
  };
  const job =
    action === "send"
      ? await createJob(ctx, replayDeliveriesJob, { title: "Send held deliveries", input: { filter, upTo }, ...rest })
      : await createJob(ctx, dropHeldJob, { title: "Drop held deliveries", input: { webhookId, upTo }, ...rest });
  return job.id;
}

/** The first few hundred are sent or dropped at once; the background does the rest. */
export const carryOut = (ctx: WorkspaceCtx, jobId: string, action: HeldAction) =>
  action === "send" ? runHeldJob(ctx, replayDeliveriesJob, jobId) : runHeldJob(ctx, dropHeldJob, jobId);
