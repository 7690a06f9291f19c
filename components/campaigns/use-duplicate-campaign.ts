"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { toastFailure } from "@/components/audiences/failure";
import { duplicateCampaignContract } from "@/lib/campaigns/contract";
import { call } from "@/lib/http/client";
import { campaignHome } from "./paths";
import { keepCampaign } from "./queries";

/** Copies a campaign into a new draft and opens it. */
export function useDuplicateCampaign(workspace: string): (campaign: { id: string }) => void {
  const router = useRouter();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ id }: { id: string }) => call(duplicateCampaignContract, workspace, { campaignId: id }),
    onSuccess: (copy) => {
      keepCampaign(queries, workspace, copy);
      toast.success(`${copy.name} is a draft.`);
      router.push(campaignHome(workspace, copy));
    },
    onError: toastFailure,
  });
  return mutate;
}
