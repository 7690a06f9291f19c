import { route } from "@/lib/api/route";
import { createSegmentContract, listSegmentsContract } from "@/lib/segments/contract";
import { createSegment } from "@/lib/segments/create";
import { listSegments } from "@/lib/segments/list";

export const GET = route(listSegmentsContract, listSegments);
export const POST = route(createSegmentContract, createSegment);
