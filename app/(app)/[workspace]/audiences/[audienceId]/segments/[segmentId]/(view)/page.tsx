import type { Metadata } from "next";
import { Prefetched } from "@/components/audiences/prefetched";
import { segmentQuery } from "@/components/segments/queries";
import { SegmentView } from "@/components/segments/segment-view";
import { pageSegment, type SegmentPageParams } from "../page-segment";

export async function generateMetadata({ params }: { params: Promise<SegmentPageParams> }): Promise<Metadata> {
  const { workspace, audienceId, segmentId } = await params;
  const { segment } = await pageSegment(workspace, audienceId, segmentId);
  return { title: segment.name };
}

export default async function SegmentPage({ params }: { params: Promise<SegmentPageParams> }) {
  const { workspace, audienceId, segmentId } = await params;
  const { segment, screen } = await pageSegment(workspace, audienceId, segmentId);
  return (
    <Prefetched data={[[segmentQuery(screen, segmentId).queryKey, segment]]}>
      <SegmentView {...screen} segmentId={segmentId} />
    </Prefetched>
  );
}
