import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { VersionView } from "@/components/journeys/versions/version-view";
import { listVersions } from "@/lib/journeys/versions";
import { type JourneyPageParams, pageJourney } from "../../page-journey";

type Params = JourneyPageParams & { number: string };

export async function generateMetadata({ params }: { params: Promise<Params> }): Promise<Metadata> {
  return { title: `Version ${(await params).number}` };
}

export default async function VersionPage({ params }: { params: Promise<Params> }) {
  const { workspace, journeyId, number } = await params;
  const { ctx, screen } = await pageJourney(workspace, journeyId);
  const { items } = await listVersions(ctx, { journeyId });
  const version = items.find((each) => String(each.number) === number);
  if (version === undefined) notFound();
  return <VersionView {...screen} version={version} />;
}
