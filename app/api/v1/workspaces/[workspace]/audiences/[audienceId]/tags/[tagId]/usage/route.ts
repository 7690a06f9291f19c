import { route } from "@/lib/api/route";
import { getTagUsageContract } from "@/lib/audiences/tags/contract";
import { getTagUsage } from "@/lib/audiences/tags/usage";

export const GET = route(getTagUsageContract, getTagUsage);
