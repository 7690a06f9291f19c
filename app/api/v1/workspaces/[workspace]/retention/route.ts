import { route } from "@/lib/api/route";
import { getRetentionContract, updateRetentionContract } from "@/lib/workspaces/retention/contract";
import { getRetention } from "@/lib/workspaces/retention/get";
import { updateRetention } from "@/lib/workspaces/retention/update";

export const GET = route(getRetentionContract, getRetention);
export const PUT = route(updateRetentionContract, updateRetention);
