"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { NameDialog } from "@/components/audiences/name-dialog";
import { campaignBody, updateCampaignContract } from "@/lib/campaigns/contract";
import { call } from "@/lib/http/client";
import { keepCampaign } from "./queries";

/** Another name for a campaign, whatever its status. */
export function RenameCampaignDialog({
  workspace,
  campaign,
  onClose,
}: {
  workspace: string;
  campaign: { id: string; name: string };
  onClose: () => void;
}) {
  const queries = useQueryClient();
  return (
    <NameDialog
      open
      onOpenChange={onClose}
      title="Rename campaign"
      description="Contacts never see the name; webhooks and reports carry it."
      schema={campaignBody.shape.name}
      initial={campaign.name}
      submitLabel="Rename"
      onSubmit={async (name) => {
        keepCampaign(
          queries,
          workspace,
          await call(updateCampaignContract, workspace, { campaignId: campaign.id, name }),
        );
        toast.success("Campaign renamed.");
      }}
    />
  );
}
