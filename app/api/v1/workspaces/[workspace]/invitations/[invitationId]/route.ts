import { route } from "@/lib/api/route";
import { revokeInvitationContract } from "@/lib/workspaces/contract";
import { revokeInvitation } from "@/lib/workspaces/invitations/revoke";

export const DELETE = route(revokeInvitationContract, revokeInvitation);
