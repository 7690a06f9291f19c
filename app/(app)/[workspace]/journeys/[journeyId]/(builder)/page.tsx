import type { Metadata } from "next";
import { Prefetched } from "@/components/audiences/prefetched";
import { fieldsQuery } from "@/components/data-fields/queries";
import { BuilderScreen } from "@/components/journeys/builder/builder";
import { listFields } from "@/lib/audiences/fields/list";
import { type JourneyPageParams, pageJourney } from "../page-journey";

export const metadata: Metadata = { title: "Builder" };

export default async function BuilderPage({ params }: { params: Promise<JourneyPageParams> }) {
  const { workspace, journeyId } = await params;
  const { ctx, journey, screen } = await pageJourney(workspace, journeyId);
  const { audienceId } = journey;
  const fields = await listFields(ctx, { audienceId });
  return (
    <Prefetched data={[[fieldsQuery({ workspace, audienceId }).queryKey, fields]]}>
      <BuilderScreen {...screen} />
    </Prefetched>
  );
}
