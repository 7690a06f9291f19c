import type { Metadata } from "next";
import { JourneySettings } from "@/components/journeys/settings/journey-settings";
import { Page } from "@/components/ui/page-header";
import { type JourneyPageParams, pageJourney } from "../page-journey";

export const metadata: Metadata = { title: "Settings" };

export default async function JourneySettingsPage({ params }: { params: Promise<JourneyPageParams> }) {
  const { workspace, journeyId } = await params;
  const { ctx, screen } = await pageJourney(workspace, journeyId);
  return (
    <Page width="narrow">
      <JourneySettings {...screen} origin={ctx.env.publicUrl} />
    </Page>
  );
}
