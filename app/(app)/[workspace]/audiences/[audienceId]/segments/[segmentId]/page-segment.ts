import { notFound } from "next/navigation";
import { cache } from "react";
import { isAppError } from "@/lib/errors";
import { getSegmentContract } from "@/lib/segments/contract";
import { getSegment } from "@/lib/segments/get";
import { type AudiencePageParams, pageAudience } from "../../page-audience";

export interface SegmentPageParams extends AudiencePageParams {
  segmentId: string;
}

/** The segment that a page is about; looked up once per request. Shows "not found" where there is none in this audience. */
export const pageSegment = cache(async (workspace: string, audienceId: string, segmentId: string) => {
  const page = await pageAudience(workspace, audienceId);
  if (!getSegmentContract.params.safeParse({ audienceId, segmentId }).success) notFound();
  const segment = await getSegment(page.ctx, { audienceId, segmentId }).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
  return { ...page, segment };
});
