import { route } from "@/lib/api/route";
import { cancelCampaign } from "@/lib/campaigns/cancel";
import { cancelCampaignContract } from "@/lib/campaigns/contract";

export const POST = route(cancelCampaignContract, cancelCampaign);
