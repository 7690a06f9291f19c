import { route } from "@/lib/api/route";
import { resumeCampaignContract } from "@/lib/campaigns/contract";
import { resumeCampaign } from "@/lib/campaigns/resume";

export const POST = route(resumeCampaignContract, resumeCampaign);
