import { route } from "@/lib/api/route";
import { deleteCampaignContract, getCampaignContract, updateCampaignContract } from "@/lib/campaigns/contract";
import { deleteCampaign } from "@/lib/campaigns/delete";
import { getCampaign } from "@/lib/campaigns/get";
import { updateCampaign } from "@/lib/campaigns/update";

export const GET = route(getCampaignContract, getCampaign);
export const PATCH = route(updateCampaignContract, updateCampaign);
export const DELETE = route(deleteCampaignContract, deleteCampaign);
