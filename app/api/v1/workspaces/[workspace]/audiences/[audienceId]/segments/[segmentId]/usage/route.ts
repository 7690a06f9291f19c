import { route } from "@/lib/api/route";
import { getSegmentUsageContract } from "@/lib/segments/contract";
import { getSegmentUsage } from "@/lib/segments/usage";

export const GET = route(getSegmentUsageContract, getSegmentUsage);
