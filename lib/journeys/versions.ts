import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { listVersionsContract } from "./contract";
import { loadJourney } from "./load";
import { hideSecrets } from "./secrets";
import { readGraph } from "./select";

/** Nobody looks further back; whoever is still on an older one is seen in the list of runs. */
const versionsMax = 100;

/** A journey's newest hundred versions, newest first, each with how many are still on their way through it. Throws `not_found`. */
export async function listVersions(
  ctx: WorkspaceCtx,
  { journeyId }: Input<typeof listVersionsContract>,
): Promise<Answer<typeof listVersionsContract>> {
  authorize(ctx, "read");
  const { id } = await loadJourney(ctx, journeyId);
  const rows = await ctx.sql<{ number: number; publishedAt: Date; graph: unknown; openRuns: number }[]>`
    select v.number, v.published_at as "publishedAt", v.graph,
      (select count(*)::int from journey_runs r where r.version_id = v.id and r.state in ('active', 'waiting')) as "openRuns"
    from journey_versions v where v.journey_id = ${toUuid("jny", id)} order by v.number desc limit ${versionsMax}`;
  return {
    items: rows.map(({ graph, publishedAt, ...version }) => ({
      ...version,
      publishedAt: publishedAt.toISOString(),
      graph: hideSecrets(readGraph(graph)),
    })),
  };
}
