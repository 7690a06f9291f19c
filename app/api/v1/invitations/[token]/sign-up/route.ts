import { openRoute } from "@/lib/api/account-route";
import { signUpByInvitationContract } from "@/lib/workspaces/contract";
import { signUpByInvitation } from "@/lib/workspaces/invitations/sign-up";

export const POST = openRoute(signUpByInvitationContract, signUpByInvitation);
