import { route } from "@/lib/api/route";
import { testCampaignContract } from "@/lib/campaigns/contract";
import { testCampaign } from "@/lib/campaigns/test";

export const POST = route(testCampaignContract, testCampaign);
