import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Prefetched } from "@/components/audiences/prefetched";
import { fieldsQuery } from "@/components/data-fields/queries";
import { SegmentBuilder } from "@/components/segments/builder/segment-builder";
import { listFields } from "@/lib/audiences/fields/list";
import { pageSegment, type SegmentPageParams } from "../page-segment";

export const metadata: Metadata = { title: "Edit segment" };

export default async function EditSegmentPage({ params }: { params: Promise<SegmentPageParams> }) {
  const { workspace, audienceId, segmentId } = await params;
  const { ctx, segment, screen } = await pageSegment(workspace, audienceId, segmentId);
  if (!screen.canWrite) redirect(`/${workspace}/audiences/${audienceId}/segments/${segmentId}`);
  const fields = await listFields(ctx, { audienceId });
  return (
    <Prefetched data={[[fieldsQuery(screen).queryKey, fields]]}>
      <SegmentBuilder {...screen} segment={segment} initial={segment} />
    </Prefetched>
  );
}
