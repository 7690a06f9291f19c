import { route } from "@/lib/api/route";
import { createInvitationContract, listInvitationsContract } from "@/lib/workspaces/contract";
import { createInvitation } from "@/lib/workspaces/invitations/create";
import { listInvitations } from "@/lib/workspaces/invitations/list";

export const GET = route(listInvitationsContract, listInvitations);
export const POST = route(createInvitationContract, createInvitation);
