import { route } from "@/lib/api/route";
import { duplicateCampaignContract } from "@/lib/campaigns/contract";
import { duplicateCampaign } from "@/lib/campaigns/duplicate";

export const POST = route(duplicateCampaignContract, duplicateCampaign);
