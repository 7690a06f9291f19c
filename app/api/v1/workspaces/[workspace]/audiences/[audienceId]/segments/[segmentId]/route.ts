import { route } from "@/lib/api/route";
import { deleteSegmentContract, getSegmentContract, updateSegmentContract } from "@/lib/segments/contract";
import { deleteSegment } from "@/lib/segments/delete";
import { getSegment } from "@/lib/segments/get";
import { updateSegment } from "@/lib/segments/update";

export const GET = route(getSegmentContract, getSegment);
export const PATCH = route(updateSegmentContract, updateSegment);
export const DELETE = route(deleteSegmentContract, deleteSegment);
