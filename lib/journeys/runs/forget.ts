import type { Fragment, TransactionSql } from "@/db/client";

/**
 * Takes out of runs what they keep of deleted contacts: what let them in, what was kept of responses, and why they went where they went, in
 * the caller's transaction.
 * @param which a condition on `journey_runs`
 */
export async function forgetRuns(tx: TransactionSql, which: Fragment): Promise<void> {
  await tx`
    with runs as (
      update journey_runs set trigger = null, variables = '{}', woken_by = null, reason = case when state = 'stopped' then reason end
      where ${which} returning id)
    update journey_steps s set reason = null from runs where s.run_id = runs.id and s.reason is not null`;
}
