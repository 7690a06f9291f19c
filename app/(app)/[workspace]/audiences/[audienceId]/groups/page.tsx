import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { GroupTable } from "@/components/groups/group-table";
import { groupsQuery } from "@/components/groups/queries";
import { listGroupsContract } from "@/lib/audiences/groups/contract";
import { listGroups } from "@/lib/audiences/groups/list";
import { type AudiencePageParams, pageAudience } from "../page-audience";
import { type SearchParams, searchOf } from "../search-param";

export const metadata: Metadata = { title: "Groups" };

export default async function GroupsPage({
  params,
  searchParams,
}: {
  params: Promise<AudiencePageParams>;
  searchParams: Promise<SearchParams>;
}) {
  const { workspace, audienceId } = await params;
  const { ctx, screen } = await pageAudience(workspace, audienceId);
  const search = searchOf(await searchParams);
  const groups = await listGroups(ctx, { audienceId, ...listGroupsContract.query.parse({ search }) });
  return (
    <Prefetched data={[[groupsQuery(screen, search).queryKey, firstPage(groups)]]}>
      <GroupTable {...screen} />
    </Prefetched>
  );
}
