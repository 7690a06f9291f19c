import { route } from "@/lib/api/route";
import { changeMemberRoleContract, removeMemberContract } from "@/lib/workspaces/contract";
import { changeMemberRole } from "@/lib/workspaces/members/change-role";
import { removeMember } from "@/lib/workspaces/members/remove";

export const PATCH = route(changeMemberRoleContract, changeMemberRole);
export const DELETE = route(removeMemberContract, removeMember);
