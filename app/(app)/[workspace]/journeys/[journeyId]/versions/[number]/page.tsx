import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { VersionView } from "@/components/journeys/versions/version-view";
import { isAppError } from "@/lib/errors";
import { getVersionContract } from "@/lib/journeys/contract";
import { getVersion } from "@/lib/journeys/versions";
import { type JourneyPageParams, pageJourney } from "../../page-journey";

type Params = JourneyPageParams & { number: string };

export async function generateMetadata({ params }: { params: Promise<Params> }): Promise<Metadata> {
  return { title: `Version ${(await params).number}` };
}

export default async function VersionPage({ params }: { params: Promise<Params> }) {
  const { workspace, journeyId, number } = await params;
  const { ctx, screen } = await pageJourney(workspace, journeyId);
  const asked = getVersionContract.params.safeParse({ journeyId, number });
  if (!asked.success) notFound();
  const version = await getVersion(ctx, asked.data).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
  return <VersionView {...screen} version={version} />;
}
