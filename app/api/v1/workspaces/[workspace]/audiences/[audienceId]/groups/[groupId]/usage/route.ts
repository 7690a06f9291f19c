import { route } from "@/lib/api/route";
import { getGroupUsageContract } from "@/lib/audiences/groups/contract";
import { getGroupUsage } from "@/lib/audiences/groups/usage";

export const GET = route(getGroupUsageContract, getGroupUsage);
