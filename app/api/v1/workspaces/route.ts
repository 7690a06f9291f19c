import { userRoute } from "@/lib/api/account-route";
import { createWorkspaceContract, listWorkspacesContract } from "@/lib/workspaces/contract";
import { createWorkspace } from "@/lib/workspaces/create";
import { listWorkspaces } from "@/lib/workspaces/list";

export const GET = userRoute(listWorkspacesContract, listWorkspaces);
export const POST = userRoute(createWorkspaceContract, createWorkspace);
