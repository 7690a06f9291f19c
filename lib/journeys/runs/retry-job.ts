import { z } from "zod";
import type { Fragment, Sql, TransactionSql } from "@/db/client";
import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { idSchema } from "../../http/contract";
import { jobKind } from "../../jobs/kind";
import { retryFailed } from "./retry-failed";

const runsPerStep = 500;

const input = z.object({
  journeyId: idSchema("journey"),
  nodeId: z.string().optional(),
  /** Whoever entered later is none of its own. */
  upTo: idSchema("run"),
});

/**
 * Lets a journey's failed runs go on, oldest first, some hundred at a time. Runs and progress are one transaction: whatever happens, none
 * is tried again twice by one job. Who can't go on is listed with the job.
 */
export const retryRunsJob = jobKind({
  name: "journeys.retry",
  input,
  cursor: z.object({ after: idSchema("run").nullable() }),
  report: z.null(),
  step: async (ctx, { input, cursor }, save) => {
    const after = cursor?.after ?? null;
    await ctx.sql.begin(async (tx) => {
      const found = await tx<{ id: string }[]>`
        select id from journey_runs where ${failedRuns(tx, ctx, input)}
          ${after === null ? tx`` : tx`and id > ${toUuid("run", after)}`}
        order by id limit ${runsPerStep}`;
      const ids = found.map(({ id }) => id);
      const retried = await retryFailed(tx, ctx, ids);
      const issues = retried.flatMap(({ id, obstacle }) =>
        obstacle === null ? [] : [{ subject: fromUuid("run", id), message: obstacle }],
      );
      const last = ids.at(-1);
      await save(tx, {
        cursor: { after: last === undefined ? after : fromUuid("run", last) },
        // Who was tried again by somebody else meanwhile counts as done.
        done: ids.length,
        succeeded: ids.length - issues.length,
        failed: issues.length,
        issues,
        finished: ids.length < runsPerStep,
      });
    });
    for (const signal of ["journeys/due", "deliveries/queued"] as const) ctx.signals.send(signal);
  },
});

/** The failed runs that a job is about, as a condition on `journey_runs`. */
export const failedRuns = (
  sql: Sql | TransactionSql,
  { workspace }: WorkspaceCtx,
  { journeyId, nodeId, upTo }: z.output<typeof input>,
): Fragment => sql`
  workspace_id = ${toUuid("wks", workspace.id)} and journey_id = ${toUuid("jny", journeyId)} and state = 'failed'
  and id <= ${toUuid("run", upTo)} ${nodeId === undefined ? sql`` : sql`and node_id = ${nodeId}`}`;
