import { route } from "@/lib/api/route";
import { createGroupContract, listGroupsContract } from "@/lib/audiences/groups/contract";
import { createGroup } from "@/lib/audiences/groups/create";
import { listGroups } from "@/lib/audiences/groups/list";

export const GET = route(listGroupsContract, listGroups);
export const POST = route(createGroupContract, createGroup);
