import { route } from "@/lib/api/route";
import { getWorkspaceContract, updateWorkspaceContract } from "@/lib/workspaces/contract";
import { getWorkspace } from "@/lib/workspaces/get";
import { updateWorkspace } from "@/lib/workspaces/update";

export const GET = route(getWorkspaceContract, getWorkspace);
export const PATCH = route(updateWorkspaceContract, updateWorkspace);
