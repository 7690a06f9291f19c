import { route } from "@/lib/api/route";
import { listSegmentMembersContract } from "@/lib/segments/contract";
import { listSegmentMembers } from "@/lib/segments/list-members";

export const GET = route(listSegmentMembersContract, listSegmentMembers);
