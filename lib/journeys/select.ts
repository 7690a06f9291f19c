import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { audiences, journeys, journeyVersions } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Answer } from "../http/contract";
import type { Journey, listJourneysContract } from "./contract";
import { type Graph, graphSchema } from "./graph/graph";
import { issuesOf } from "./issues";
import { hideSecrets } from "./secrets";
import { totalsOf } from "./totals";

type JourneyItem = Answer<typeof listJourneysContract>["items"][number];

const columnsAt = (now: Date) => ({
  id: journeys.id,
  name: journeys.name,
  audienceId: journeys.audienceId,
  audienceName: audiences.name,
  status: journeys.status,
  draft: journeys.draft,
  revision: journeys.draftRevision,
  versionNumber: journeyVersions.number,
  publishedAt: journeyVersions.publishedAt,
  changed: sql<boolean>`${journeyVersions.graph} is distinct from ${journeys.draft}`,
  totals: totalsOf(sql`${journeys.id}`, now),
  createdAt: journeys.createdAt,
  updatedAt: journeys.updatedAt,
});

/** Journeys of this workspace, newest first, as the API shows them in lists. */
export async function selectJourneys(ctx: WorkspaceCtx, where: SQL | undefined, limit: number): Promise<JourneyItem[]> {
  const rows = await selectRows(ctx, where, limit);
  return rows.map(({ draft: _, ...row }) => present(row));
}

/** One journey of this workspace with its draft. Throws `not_found`. */
export async function selectJourney(ctx: WorkspaceCtx, journeyId: string): Promise<Journey> {
  const [found] = await selectRows(ctx, eq(journeys.id, journeyId), 1);
  if (found === undefined) throw notFound("journey");
  const { draft, ...row } = found;
  const graph = readGraph(draft);
  return {
    ...present(row),
    graph: hideSecrets(graph),
    issues: await issuesOf(ctx, row.audienceId, graph),
  };
}

/** Reads a stored graph. */
export const readGraph = (stored: unknown): Graph => graphSchema.parse(stored);

const selectRows = (ctx: WorkspaceCtx, where: SQL | undefined, limit: number) =>
  ctx.db
    .select(columnsAt(ctx.now()))
    .from(journeys)
    .innerJoin(audiences, eq(audiences.id, journeys.audienceId))
    .leftJoin(journeyVersions, eq(journeyVersions.id, journeys.publishedVersionId))
    .where(and(eq(journeys.workspaceId, ctx.workspace.id), where))
    .orderBy(desc(journeys.id))
    .limit(limit);

type Row = Omit<Awaited<ReturnType<typeof selectRows>>[number], "draft">;

const present = ({ versionNumber, publishedAt, changed, ...row }: Row): JourneyItem => ({
  ...row,
  published:
    versionNumber === null || publishedAt === null
      ? null
      : { number: versionNumber, at: publishedAt.toISOString(), changed },
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
