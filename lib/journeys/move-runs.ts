import { toUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { Ctx } from "../context";
import type { Graph } from "./graph/graph";
import { readGraph } from "./select";

const placeRows = rowsOf({ version_id: "uuid", node_id: "text" });
const runsPerStep = 5_000;

/**
 * Lets those who are on older versions of a journey go on in a newer one, as far as their block is in it with the same kind; the others
 * finish where they are. Some thousand at a time, each in a transaction of its own: a process that dies leaves the rest on their version.
 * Whoever is being moved on at this moment is looked at anew. Answers how many were moved.
 */
export async function moveRuns(ctx: Ctx, journeyId: string, versionId: string, graph: Graph): Promise<number> {
  const places = await commonPlaces(ctx, journeyId, versionId, graph);
  if (places.length === 0) return 0;
  let moved = 0;
  for (;;) {
    const { count } = await ctx.sql`
      with old as (
        select r.id from ${placeRows(ctx.sql, places)} as p join journey_runs r on r.version_id = p.version_id and r.node_id = p.node_id
        where r.state in ('active', 'waiting', 'failed') order by r.id limit ${runsPerStep} for update of r)
      update journey_runs r set version_id = ${toUuid("jnv", versionId)}, claim_id = null
      from old where r.id = old.id`;
    moved += count;
    if (count < runsPerStep) return moved;
  }
}

/** Blocks of older versions with somebody on the way that are in this graph too. */
async function commonPlaces(ctx: Ctx, journeyId: string, versionId: string, { nodes }: Graph) {
  const rows = await ctx.sql<{ id: string; graph: unknown }[]>`
    select v.id, v.graph from journey_versions v
    where v.journey_id = ${toUuid("jny", journeyId)} and v.id <> ${toUuid("jnv", versionId)} and exists (
      select from journey_runs r where r.version_id = v.id and r.state in ('active', 'waiting', 'failed'))`;
  const types = new Map(nodes.map(({ id, type }) => [id, type]));
  return rows.flatMap(({ id, graph }) =>
    readGraph(graph)
      .nodes.filter((node) => types.get(node.id) === node.type)
      .map((node) => ({ version_id: id, node_id: node.id })),
  );
}
