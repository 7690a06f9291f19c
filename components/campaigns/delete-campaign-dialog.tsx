"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type CampaignItem, deleteCampaignContract } from "@/lib/campaigns/contract";
import { isEditable } from "@/lib/campaigns/status";
import { call } from "@/lib/http/client";
import { refreshCampaigns } from "./queries";

/** Says what is lost with a campaign before it goes. */
export function DeleteCampaignDialog({
  workspace,
  campaign,
  onClose,
  onDeleted,
}: {
  workspace: string;
  campaign: Pick<CampaignItem, "id" | "name" | "status" | "webhookCount">;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const queries = useQueryClient();
  const { webhookCount } = campaign;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete the campaign ${campaign.name}?`}
      description="This can't be undone. No contact is deleted."
      consequences={[
        isEditable(campaign.status)
          ? "Its content is lost."
          : "Its report is lost, and the links in the mails that were sent lead nowhere any more.",
        ...(webhookCount === 0
          ? []
          : [`Its ${webhookCount === 1 ? "webhook goes" : `${webhookCount} webhooks go`} with it.`]),
      ]}
      confirmLabel="Delete campaign"
      onConfirm={async () => {
        await call(deleteCampaignContract, workspace, { campaignId: campaign.id });
        toast.success(`Campaign ${campaign.name} deleted.`);
        onDeleted?.();
        await refreshCampaigns(queries, workspace);
      }}
    />
  );
}
