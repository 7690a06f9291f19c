import { notFound } from "next/navigation";
import { cache } from "react";
import type { JourneyScreen } from "@/components/journeys/scope";
import { type PageCtx, pageContext } from "@/lib/api/page-context";
import { isAppError } from "@/lib/errors";
import { getJourneyContract, type Journey } from "@/lib/journeys/contract";
import { getJourney } from "@/lib/journeys/get";
import { allows } from "@/lib/workspaces/allows";

export interface JourneyPageParams {
  workspace: string;
  journeyId: string;
}

export interface PageJourney {
  ctx: PageCtx;
  journey: Journey;
  /** What every screen of a journey is given. */
  screen: JourneyScreen;
}

/** The journey that a page is about; looked up once per request. Shows "not found" where there is none in this workspace. */
export const pageJourney = cache(async (workspace: string, journeyId: string): Promise<PageJourney> => {
  const ctx = await pageContext(workspace);
  if (!getJourneyContract.params.safeParse({ journeyId }).success) notFound();
  const journey = await getJourney(ctx, { journeyId }).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
  return { ctx, journey, screen: { workspace, journeyId, canWrite: allows(ctx, "journeys:write") } };
});
