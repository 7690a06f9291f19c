import { route } from "@/lib/api/route";
import { getWorkspaceContract, renameWorkspaceContract } from "@/lib/workspaces/contract";
import { getWorkspace } from "@/lib/workspaces/get";
import { renameWorkspace } from "@/lib/workspaces/rename";

export const GET = route(getWorkspaceContract, getWorkspace);
export const PATCH = route(renameWorkspaceContract, renameWorkspace);
