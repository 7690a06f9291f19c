import type { Fragment, TransactionSql } from "@/db/client";

/** No block has this id: what is counted under it as done are all who were stopped, wherever they stood. */
export const wholeJourney = "";

/**
 * Stops runs that are on their way, in the caller's transaction. Whoever works on one of them at this moment loses the claim, and with it
 * what was to be written. Answers how many were stopped.
 * @param which gives ids of `journey_runs`, locked
 */
export async function endOpenRuns(tx: TransactionSql, which: Fragment, reason: string, now: Date): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    with which as materialized (${which}), stopped as (
      update journey_runs r set state = 'stopped', reason = ${reason}, finished_at = ${now}, wake_at = null, waits_until = null,
        claim_id = null, awaits_event = null, awaits_delivery = null, woken_by = null
      from which where r.id = which.id and r.state in ('active', 'waiting')
      returning r.id, r.journey_id, r.node_id, r.visits
    ), steps as (
      update journey_steps s set state = 'done', reason = ${reason}, finished_at = ${now}
      from stopped where s.run_id = stopped.id and s.number = stopped.visits and s.state = 'waiting'
      returning stopped.journey_id, stopped.node_id
    ), counted as (
      -- Whoever is stopped does not wait there any more. A journey that has gone has no counts.
      insert into journey_counts as n (journey_id, node_id, entered, done, failed)
      select s.journey_id, s.node_id, 0, count(*), 0
      from (select journey_id, node_id from steps union all select journey_id, ${wholeJourney} from stopped) s
      join journeys j on j.id = s.journey_id group by 1, 2 order by 1, 2
      on conflict (journey_id, node_id, slot) do update set done = n.done + excluded.done
    )
    select count(*)::int as count from stopped`;
  return row?.count ?? 0;
}
