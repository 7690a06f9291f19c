import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Prefetched } from "@/components/audiences/prefetched";
import { fieldsQuery } from "@/components/data-fields/queries";
import { SegmentBuilder } from "@/components/segments/builder/segment-builder";
import { listFields } from "@/lib/audiences/fields/list";
import { type AudiencePageParams, pageAudience } from "../../page-audience";
import type { SearchParams } from "../../search-param";
import { pageSegment } from "../[segmentId]/page-segment";

export const metadata: Metadata = { title: "Create segment" };

/** `?from=` names a segment to start with a copy of. */
export default async function NewSegmentPage({
  params,
  searchParams,
}: {
  params: Promise<AudiencePageParams>;
  searchParams: Promise<SearchParams>;
}) {
  const { workspace, audienceId } = await params;
  const { ctx, screen } = await pageAudience(workspace, audienceId);
  if (!screen.canWrite) redirect(`/${workspace}/audiences/${audienceId}/segments`);
  const { from } = await searchParams;
  const fields = await listFields(ctx, { audienceId });
  return (
    <Prefetched data={[[fieldsQuery(screen).queryKey, fields]]}>
      <SegmentBuilder {...screen} initial={typeof from === "string" ? await copyOf(from) : undefined} />
    </Prefetched>
  );

  async function copyOf(segmentId: string) {
    const { segment } = await pageSegment(workspace, audienceId, segmentId);
    return { name: `Copy of ${segment.name}`, rules: segment.rules };
  }
}
