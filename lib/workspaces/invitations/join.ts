import type { UserCtx } from "../../auth/account-context";
import { transaction } from "../../context";
import { AppError } from "../../errors";
import type { Input } from "../../http/contract";
import type { joinByInvitationContract, Workspace } from "../contract";
import { acceptInvitation, getInvitation } from "./accept";

/** Accepts an invitation with the account one is signed in with. Throws `not_found`, or `forbidden` for another address. */
export async function joinByInvitation(
  ctx: UserCtx,
  input: Input<typeof joinByInvitationContract>,
): Promise<Workspace> {
  return transaction(ctx, async (tx) => {
    const invitation = await getInvitation(tx, input.token);
    if (invitation.email !== ctx.user.email)
      throw new AppError(
        "forbidden",
        `This invitation is for ${invitation.email}. Sign out and sign in with that address.`,
      );
    await acceptInvitation(tx, invitation, ctx.user.id);
    return invitation.workspace;
  });
}
