import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { CreateJourneyDialog } from "@/components/journeys/create-journey-dialog";
import { filterQuery, loadJourneyFilters } from "@/components/journeys/filters";
import { JourneyTable } from "@/components/journeys/journey-table";
import { journeysQuery } from "@/components/journeys/queries";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";
import { pageContext } from "@/lib/api/page-context";
import { listJourneysContract } from "@/lib/journeys/contract";
import { listJourneys } from "@/lib/journeys/list";
import { allows } from "@/lib/workspaces/allows";
import { JourneysHeader } from "./journeys-header";

export const metadata: Metadata = { title: "Journeys" };

export default async function JourneysPage({
  params,
  searchParams,
}: {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { workspace } = await params;
  const ctx = await pageContext(workspace);
  const filters = loadJourneyFilters(await searchParams);
  const journeys = await listJourneys(ctx, listJourneysContract.query.parse(filterQuery(filters)));
  const canWrite = allows(ctx, "journeys:write");
  const createButton = canWrite ? (
    <CreateJourneyDialog
      workspace={workspace}
      trigger={
        <Button variant="primary">
          <Plus />
          New journey
        </Button>
      }
    />
  ) : null;
  return (
    <Page>
      <JourneysHeader actions={createButton} />
      <Prefetched data={[[journeysQuery(workspace, filters).queryKey, firstPage(journeys)]]}>
        <JourneyTable workspace={workspace} canWrite={canWrite} createButton={createButton} />
      </Prefetched>
    </Page>
  );
}
