import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { AppError, invalid } from "../errors";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import { authorize } from "../workspaces/permissions";
import type { getVersionContract, listVersionsContract, Version } from "./contract";
import { loadJourney } from "./load";
import { hideSecrets } from "./secrets";
import { readGraph } from "./select";

interface Row {
  number: number;
  publishedAt: Date;
  graph: unknown;
  openRuns: number;
}

/** A page of a journey's versions, newest first. Throws `not_found`, and `invalid_input` for a foreign cursor. */
export async function listVersions(
  ctx: WorkspaceCtx,
  { journeyId, cursor, limit }: Input<typeof listVersionsContract>,
): Promise<Answer<typeof listVersionsContract>> {
  authorize(ctx, "read");
  const rows = await selectVersions(ctx, journeyId, { below: readNumber(cursor), limit: limit + 1 });
  return toPage(rows, limit, ({ number }) => String(number), present);
}

/** A version as it was published. Throws `not_found`. */
export async function getVersion(
  ctx: WorkspaceCtx,
  { journeyId, number }: Input<typeof getVersionContract>,
): Promise<Answer<typeof getVersionContract>> {
  authorize(ctx, "read");
  const [row] = await selectVersions(ctx, journeyId, { below: number + 1, limit: 1 });
  if (row?.number !== number) throw new AppError("not_found", "This journey has no such version.");
  return present(row);
}

async function selectVersions(
  ctx: WorkspaceCtx,
  journeyId: string,
  { below, limit }: { below: number | null; limit: number },
): Promise<Row[]> {
  const { id } = await loadJourney(ctx, journeyId);
  return ctx.sql<Row[]>`
    select v.number, v.published_at as "publishedAt", v.graph,
      (select count(*)::int from journey_runs r where r.version_id = v.id and r.state in ('active', 'waiting')) as "openRuns"
    from journey_versions v where v.journey_id = ${toUuid("jny", id)} and (${below}::bigint is null or v.number < ${below}::bigint)
    order by v.number desc limit ${limit}`;
}

const present = ({ graph, publishedAt, ...version }: Row): Version => ({
  ...version,
  publishedAt: publishedAt.toISOString(),
  graph: hideSecrets(readGraph(graph)),
});

function readNumber(cursor: string | undefined): number | null {
  if (cursor === undefined || cursor === "") return null;
  if (!/^\d{1,9}$/.test(cursor)) throw invalid("This is no cursor of this list. Start again without one.");
  return Number(cursor);
}
