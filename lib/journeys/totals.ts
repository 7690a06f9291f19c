import { type SQL, sql } from "drizzle-orm";
import { triggerBlock } from "./blocks/trigger";
import type { Journey } from "./contract";
import { wholeJourney } from "./runs/end-open";

/**
 * How many have come into a journey and where they are, as a column: from the counters of its blocks, so that a million runs cost nothing.
 * Whoever comes in is first in the trigger of some version. Who stands before a block is in none of them; these are few, and due by now.
 * Whoever has come in and is neither on the way nor failed nor stopped has completed.
 */
export const totalsOf = (journeyId: SQL, now: Date) => sql<Journey["totals"]>`(
  select json_build_object('entered', came, 'active', waiting + standing, 'failed', failed,
    'completed', greatest(0, came - waiting - standing - failed - stopped))
  from (
    select (coalesce(sum(n.entered) filter (where n.node_id in (
          select jsonb_path_query(v.graph, '$.nodes[*] ? (@.type == $type).id', jsonb_build_object('type', ${triggerBlock.type}::text)) #>> '{}'
          from journey_versions v where v.journey_id = ${journeyId})), 0) + max(before.fresh))::int as came,
      coalesce(sum(n.entered - n.done - n.failed) filter (where n.node_id <> ${wholeJourney}), 0)::int as waiting,
      coalesce(sum(n.failed), 0)::int as failed,
      coalesce(sum(n.done) filter (where n.node_id = ${wholeJourney}), 0)::int as stopped,
      max(before.standing)::int as standing
    from (
      select count(*) as standing, count(*) filter (where r.visits = 0) as fresh from journey_runs r
      where r.journey_id = ${journeyId} and r.state = 'active' and r.wake_at <= ${now.toISOString()}::timestamptz) before
    left join journey_counts n on n.journey_id = ${journeyId}) counted)`;
