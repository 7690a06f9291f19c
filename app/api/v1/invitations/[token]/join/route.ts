import { userRoute } from "@/lib/api/account-route";
import { joinByInvitationContract } from "@/lib/workspaces/contract";
import { joinByInvitation } from "@/lib/workspaces/invitations/join";

export const POST = userRoute(joinByInvitationContract, joinByInvitation);
