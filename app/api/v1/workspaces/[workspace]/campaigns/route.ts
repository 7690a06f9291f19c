import { route } from "@/lib/api/route";
import { createCampaignContract, listCampaignsContract } from "@/lib/campaigns/contract";
import { createCampaign } from "@/lib/campaigns/create";
import { listCampaigns } from "@/lib/campaigns/list";

export const GET = route(listCampaignsContract, listCampaigns);
export const POST = route(createCampaignContract, createCampaign);
