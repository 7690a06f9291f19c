import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { CampaignTable } from "@/components/campaigns/campaign-table";
import { CreateCampaignDialog } from "@/components/campaigns/create-campaign-dialog";
import { filterQuery, loadCampaignFilters } from "@/components/campaigns/filters";
import { campaignsQuery } from "@/components/campaigns/queries";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";
import { pageContext } from "@/lib/api/page-context";
import { listCampaignsContract } from "@/lib/campaigns/contract";
import { listCampaigns } from "@/lib/campaigns/list";
import { allows } from "@/lib/workspaces/allows";
import { CampaignsHeader } from "./campaigns-header";

export const metadata: Metadata = { title: "Campaigns" };

export default async function CampaignsPage({
  params,
  searchParams,
}: {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { workspace } = await params;
  const ctx = await pageContext(workspace);
  const filters = loadCampaignFilters(await searchParams);
  const campaigns = await listCampaigns(ctx, listCampaignsContract.query.parse(filterQuery(filters)));
  const canWrite = allows(ctx, "campaigns:write");
  const createButton = canWrite ? (
    <CreateCampaignDialog
      workspace={workspace}
      trigger={
        <Button variant="primary">
          <Plus />
          New campaign
        </Button>
      }
    />
  ) : null;
  return (
    <Page>
      <CampaignsHeader actions={createButton} />
      <Prefetched data={[[campaignsQuery(workspace, filters).queryKey, firstPage(campaigns)]]}>
        <CampaignTable workspace={workspace} canWrite={canWrite} createButton={createButton} />
      </Prefetched>
    </Page>
  );
}
