import { createUser, hashNewPassword } from "../auth/create-user";
import { type Ctx, transaction } from "../context";
import { conflict } from "../errors";
import type { Input } from "../http/contract";
import type { createFirstOwnerContract, Workspace } from "./contract";
import { hasUsers } from "./has-users";
import { insertWorkspace } from "./insert";
import { lockSetup } from "./lock-setup";

/** The first visit: the operator's account with its workspace `default`. Throws `conflict` once there is any account. */
export async function createFirstOwner(ctx: Ctx, input: Input<typeof createFirstOwnerContract>): Promise<Workspace> {
  // Anybody may ask, so an installation that is set up answers before it spends the time of a password hash.
  await refuseSecond(ctx);
  const passwordHash = await hashNewPassword(input.password);
  return transaction(ctx, async (tx) => {
    await lockSetup(tx);
    await refuseSecond(tx);
    const { name, email } = input;
    const ownerId = await createUser(tx, { name, email, passwordHash, operator: true });
    return insertWorkspace(tx, { name: input.workspaceName, slug: "default", ownerId });
  });
}

async function refuseSecond(ctx: Ctx): Promise<void> {
  if (await hasUsers(ctx)) throw conflict("Tidegate has been set up already. Sign in, or ask an admin to invite you.");
}
