import { route } from "@/lib/api/route";
import { listMembersContract } from "@/lib/workspaces/contract";
import { listMembers } from "@/lib/workspaces/members/list";

export const GET = route(listMembersContract, listMembers);
