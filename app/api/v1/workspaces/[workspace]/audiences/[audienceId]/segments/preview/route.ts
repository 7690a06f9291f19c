import { route } from "@/lib/api/route";
import { previewSegmentContract } from "@/lib/segments/contract";
import { previewSegment } from "@/lib/segments/preview";

export const POST = route(previewSegmentContract, previewSegment);
