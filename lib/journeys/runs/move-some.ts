import type { Sql, TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { awaitedEventOf } from "../blocks/wait-for-event";
import { readGraph } from "../select";

const placeRows = rowsOf({ version_id: "uuid", node_id: "text", awaits_event: "text" });

export const runsPerMove = 2_000;

/**
 * Lets some thousand of those who are on older versions of a journey go on in another one, as far as their block is in it with the same
 * kind; the others finish where they are. Whoever waits for an event waits for the one that the block names now. Whoever is being moved on
 * at this moment is looked at anew. Answers how many were moved: less than `runsPerMove` when nobody is left.
 * @param versionId bare UUID of the version that they go on in
 */
export async function moveSome(sql: Sql | TransactionSql, versionId: string): Promise<number> {
  const places = await commonPlaces(sql, versionId);
  if (places.length === 0) return 0;
  const { count } = await sql`
    with old as (
      select r.id, p.awaits_event from ${placeRows(places)} as p join journey_runs r on r.version_id = p.version_id and r.node_id = p.node_id
      where r.state in ('active', 'waiting', 'failed') order by r.id limit ${runsPerMove} for update of r)
    update journey_runs r set version_id = ${versionId}, claim_id = null,
      awaits_event = case when r.awaits_event is not null then old.awaits_event end
    from old where r.id = old.id`;
  return count;
}

/** Blocks of older versions with somebody on the way that are in this one too. */
async function commonPlaces(sql: Sql | TransactionSql, versionId: string) {
  const rows = await sql<{ id: string; graph: unknown }[]>`
    select v.id, v.graph from journey_versions newest
    join journey_versions v on v.journey_id = newest.journey_id and v.number < newest.number
    where newest.id = ${versionId} and exists (
      select from journey_runs r where r.version_id = v.id and r.state in ('active', 'waiting', 'failed'))
    union all
    select id, graph from journey_versions where id = ${versionId}`;
  const newest = rows.find(({ id }) => id === versionId);
  const places = new Map(readGraph(newest?.graph).nodes.map((node) => [node.id, node]));
  return rows.flatMap(({ id, graph }) =>
    id === versionId
      ? []
      : readGraph(graph).nodes.flatMap((node) => {
          const place = places.get(node.id);
          if (place?.type !== node.type) return [];
          return { version_id: id, node_id: node.id, awaits_event: awaitedEventOf(place) };
        }),
  );
}
