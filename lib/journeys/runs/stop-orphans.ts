import type { Ctx } from "../../context";
import { endOpenRuns } from "./end-open";

const runsPerStep = 2_000;

/**
 * Stops a piece of the open runs whose journey was deleted: of one journey, or of whichever comes first. Nobody moves them meanwhile, because
 * the drain looks at live journeys only. Answers whether there may be more.
 * @param journeyId a bare UUID
 */
export async function stopOrphans({ sql, now }: Pick<Ctx, "sql" | "now">, journeyId?: string): Promise<boolean> {
  const orphaned =
    journeyId ??
    (
      await sql<{ id: string }[]>`
        with recursive open as (
          (select journey_id from journey_runs where state in ('active', 'waiting', 'failed') order by journey_id limit 1)
          union all
          select (select r.journey_id from journey_runs r where r.state in ('active', 'waiting', 'failed') and r.journey_id > o.journey_id
            order by r.journey_id limit 1)
          from open o where o.journey_id is not null)
        select o.journey_id as id from open o
        where o.journey_id is not null and not exists (select from journeys j where j.id = o.journey_id)
          and exists (select from journey_runs r where r.journey_id = o.journey_id and r.state in ('active', 'waiting'))
        limit 1`
    )[0]?.id;
  if (orphaned === undefined) return false;
  const stopped = await sql.begin((tx) =>
    endOpenRuns(
      tx,
      // By the index of open runs, which does not lead over those that are stopped already; locked in the order of their ids.
      tx`
        select id from journey_runs where id = any(array(
          select id from journey_runs where journey_id = ${orphaned} and state in ('active', 'waiting')
          limit ${runsPerStep}))
        order by id for update`,
      "The journey was deleted.",
      now(),
    ),
  );
  return stopped > 0;
}
