import { route } from "@/lib/api/route";
import { getSegmentTrafficContract } from "@/lib/segments/contract";
import { getSegmentTraffic } from "@/lib/segments/traffic";

export const GET = route(getSegmentTrafficContract, getSegmentTraffic);
