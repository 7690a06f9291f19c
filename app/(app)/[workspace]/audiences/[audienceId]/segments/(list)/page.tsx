import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { segmentsQuery } from "@/components/segments/queries";
import { SegmentTable } from "@/components/segments/segment-table";
import { listSegmentsContract } from "@/lib/segments/contract";
import { listSegments } from "@/lib/segments/list";
import { type AudiencePageParams, pageAudience } from "../../page-audience";
import { type SearchParams, searchOf } from "../../search-param";

export const metadata: Metadata = { title: "Segments" };

export default async function SegmentsPage({
  params,
  searchParams,
}: {
  params: Promise<AudiencePageParams>;
  searchParams: Promise<SearchParams>;
}) {
  const { workspace, audienceId } = await params;
  const { ctx, screen } = await pageAudience(workspace, audienceId);
  const search = searchOf(await searchParams);
  const segments = await listSegments(ctx, { audienceId, ...listSegmentsContract.query.parse({ search }) });
  return (
    <Prefetched data={[[segmentsQuery(screen, search).queryKey, firstPage(segments)]]}>
      <SegmentTable {...screen} />
    </Prefetched>
  );
}
