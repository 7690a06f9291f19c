import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { loadRunFilters, runFilterQuery } from "@/components/journeys/runs/filters";
import { runsQuery } from "@/components/journeys/runs/queries";
import { RunList } from "@/components/journeys/runs/run-list";
import { Page } from "@/components/ui/page-header";
import { listRunsContract } from "@/lib/journeys/contract";
import { listRuns } from "@/lib/journeys/runs/list";
import { type JourneyPageParams, pageJourney } from "../page-journey";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage({
  params,
  searchParams,
}: {
  params: Promise<JourneyPageParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { workspace, journeyId } = await params;
  const { ctx, screen } = await pageJourney(workspace, journeyId);
  const filters = loadRunFilters(await searchParams);
  const query = listRunsContract.query.safeParse(runFilterQuery(filters));
  // A filter by something that is no id.
  if (!query.success) notFound();
  const runs = await listRuns(ctx, { journeyId, ...query.data });
  return (
    <Page>
      <Prefetched data={[[runsQuery(screen, filters).queryKey, firstPage(runs)]]}>
        <RunList {...screen} />
      </Prefetched>
    </Page>
  );
}
