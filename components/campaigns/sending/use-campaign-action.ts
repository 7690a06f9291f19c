"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toastFailure } from "@/components/audiences/failure";
import type {
  Campaign,
  cancelCampaignContract,
  pauseCampaignContract,
  resumeCampaignContract,
} from "@/lib/campaigns/contract";
import { call } from "@/lib/http/client";
import { keepCampaign } from "../queries";
import type { CampaignScope } from "../scope";

type ActionContract = typeof pauseCampaignContract | typeof resumeCampaignContract | typeof cancelCampaignContract;

/** Pauses, resumes or cancels a campaign; the screens show the answer at once. */
export function useCampaignAction(scope: CampaignScope, contract: ActionContract) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<Campaign> => call(contract, scope.workspace, { campaignId: scope.campaignId }),
    onSuccess: (campaign) => keepCampaign(queries, scope.workspace, campaign),
    onError: toastFailure,
  });
}
