import { createUser, hashNewPassword } from "../../auth/create-user";
import { type Ctx, transaction } from "../../context";
import type { Input } from "../../http/contract";
import type { signUpByInvitationContract, Workspace } from "../contract";
import { acceptInvitation, getInvitation } from "./accept";

/** Accepts an invitation with a new account for the invited address. Throws `not_found`, or `conflict` when it has an account. */
export async function signUpByInvitation(
  ctx: Ctx,
  input: Input<typeof signUpByInvitationContract>,
): Promise<Workspace> {
  const { email } = await getInvitation(ctx, input.token);
  const passwordHash = await hashNewPassword(input.password);
  return transaction(ctx, async (tx) => {
    const invitation = await getInvitation(tx, input.token);
    const userId = await createUser(tx, { name: input.name, email, passwordHash, operator: false });
    await acceptInvitation(tx, invitation, userId);
    return invitation.workspace;
  });
}
