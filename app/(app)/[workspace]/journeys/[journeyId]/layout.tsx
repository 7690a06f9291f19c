import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Prefetched } from "@/components/audiences/prefetched";
import { JourneyFrame } from "@/components/journeys/frame/journey-frame";
import { journeyQuery } from "@/components/journeys/queries";
import { type JourneyPageParams, pageJourney } from "./page-journey";

export async function generateMetadata({ params }: { params: Promise<JourneyPageParams> }): Promise<Metadata> {
  const { workspace, journeyId } = await params;
  const { journey } = await pageJourney(workspace, journeyId);
  return { title: { default: journey.name, template: `%s · ${journey.name} · Tidegate` } };
}

/** Name, state and tabs of a journey; a screen below it brings its own `Page`, or fills the window as the builder does. */
export default async function JourneyLayout({
  params,
  children,
}: {
  params: Promise<JourneyPageParams>;
  children: ReactNode;
}) {
  const { workspace, journeyId } = await params;
  const { journey, screen } = await pageJourney(workspace, journeyId);
  return (
    <Prefetched data={[[journeyQuery(screen).queryKey, journey]]}>
      <JourneyFrame {...screen}>{children}</JourneyFrame>
    </Prefetched>
  );
}
