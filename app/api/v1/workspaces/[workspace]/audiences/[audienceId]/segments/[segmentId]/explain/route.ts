import { route } from "@/lib/api/route";
import { explainSegmentContract } from "@/lib/segments/contract";
import { explainSegment } from "@/lib/segments/explain";

export const GET = route(explainSegmentContract, explainSegment);
