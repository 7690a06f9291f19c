import { route } from "@/lib/api/route";
import { pauseCampaignContract } from "@/lib/campaigns/contract";
import { pauseCampaign } from "@/lib/campaigns/pause";

export const POST = route(pauseCampaignContract, pauseCampaign);
