import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { tagsQuery } from "@/components/tags/queries";
import { TagTable } from "@/components/tags/tag-table";
import { listTagsContract } from "@/lib/audiences/tags/contract";
import { listTags } from "@/lib/audiences/tags/list";
import { type AudiencePageParams, pageAudience } from "../page-audience";
import { type SearchParams, searchOf } from "../search-param";

export const metadata: Metadata = { title: "Tags" };

export default async function TagsPage({
  params,
  searchParams,
}: {
  params: Promise<AudiencePageParams>;
  searchParams: Promise<SearchParams>;
}) {
  const { workspace, audienceId } = await params;
  const { ctx, screen } = await pageAudience(workspace, audienceId);
  const search = searchOf(await searchParams);
  const tags = await listTags(ctx, { audienceId, ...listTagsContract.query.parse({ search }) });
  return (
    <Prefetched data={[[tagsQuery(screen, search).queryKey, firstPage(tags)]]}>
      <TagTable {...screen} />
    </Prefetched>
  );
}
