import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { versionsQuery } from "@/components/journeys/queries";
import { VersionTable } from "@/components/journeys/versions/version-table";
import { Page } from "@/components/ui/page-header";
import { listVersionsContract } from "@/lib/journeys/contract";
import { listVersions } from "@/lib/journeys/versions";
import { type JourneyPageParams, pageJourney } from "../../page-journey";

export const metadata: Metadata = { title: "Versions" };

export default async function VersionsPage({ params }: { params: Promise<JourneyPageParams> }) {
  const { workspace, journeyId } = await params;
  const { ctx, screen } = await pageJourney(workspace, journeyId);
  const versions = await listVersions(ctx, { journeyId, ...listVersionsContract.query.parse({}) });
  return (
    <Page>
      <Prefetched data={[[versionsQuery(screen).queryKey, firstPage(versions)]]}>
        <VersionTable workspace={workspace} journeyId={journeyId} />
      </Prefetched>
    </Page>
  );
}
