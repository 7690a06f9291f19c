import { hashPassword } from "better-auth/crypto";
import { newId } from "@/db/ids";
import { accounts, users } from "@/db/schema";
import type { Ctx } from "../context";
import { conflict } from "../errors";

export interface NewUser {
  name: string;
  /** In lower case, as `emailSchema` gives it. */
  email: string;
  passwordHash: string;
  operator: boolean;
}

/** Slow on purpose (scrypt): do it before the transaction that stores the user. */
export const hashNewPassword = (password: string): Promise<string> => hashPassword(password);

/**
 * Stores a user with a password, in the caller's transaction, exactly as better-auth would, and answers the id. Throws `conflict`
 * when the address has an account.
 */
export async function createUser(ctx: Ctx, input: NewUser): Promise<string> {
  const [user] = await ctx.db
    .insert(users)
    .values({ id: newId("usr"), name: input.name, email: input.email, operator: input.operator })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  if (user === undefined) throw conflict("There is an account with this email address. Sign in instead.");
  await ctx.db.insert(accounts).values({
    id: newId("acc"),
    userId: user.id,
    issuer: "local:credential",
    providerId: "credential",
    accountId: user.id,
    password: input.passwordHash,
  });
  return user.id;
}
