import { route } from "@/lib/api/route";
import { previewCampaignContract } from "@/lib/campaigns/contract";
import { previewCampaign } from "@/lib/campaigns/preview";

export const POST = route(previewCampaignContract, previewCampaign);
