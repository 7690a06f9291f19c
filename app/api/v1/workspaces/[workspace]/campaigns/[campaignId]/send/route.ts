import { route } from "@/lib/api/route";
import { sendCampaignContract } from "@/lib/campaigns/contract";
import { sendCampaign } from "@/lib/campaigns/send";

export const POST = route(sendCampaignContract, sendCampaign);
