import { route } from "@/lib/api/route";
import { listContactSegmentsContract } from "@/lib/segments/contract";
import { listContactSegments } from "@/lib/segments/list-of-contact";

export const GET = route(listContactSegmentsContract, listContactSegments);
