import { route } from "@/lib/api/route";
import { deleteGroupContract, updateGroupContract } from "@/lib/audiences/groups/contract";
import { deleteGroup } from "@/lib/audiences/groups/delete";
import { updateGroup } from "@/lib/audiences/groups/update";

export const PATCH = route(updateGroupContract, updateGroup);
export const DELETE = route(deleteGroupContract, deleteGroup);
