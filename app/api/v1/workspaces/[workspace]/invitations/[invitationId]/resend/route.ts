import { route } from "@/lib/api/route";
import { resendInvitationContract } from "@/lib/workspaces/contract";
import { resendInvitation } from "@/lib/workspaces/invitations/resend";

export const POST = route(resendInvitationContract, resendInvitation);
