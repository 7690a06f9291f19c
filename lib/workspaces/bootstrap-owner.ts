import { and, eq } from "drizzle-orm";
import { newId } from "@/db/ids";
import { apiKeys, members, users, workspaces } from "@/db/schema";
import { createUser, hashNewPassword } from "../auth/create-user";
import { emailSchema } from "../auth/password";
import { type Ctx, transaction } from "../context";
import { hashApiKey } from "./api-keys/key";
import { insertWorkspace } from "./insert";
import { lockSetup } from "./lock-setup";

/**
 * Sets the installation up from the environment, without a visit: the owner, the workspace `default`, and with `TIDEGATE_API_KEY` an
 * admin's API key. Makes only what is missing, so every start may call it; changes neither a password nor a revoked key.
 */
export async function bootstrapOwner(ctx: Ctx): Promise<void> {
  const { owner } = ctx.env;
  if (owner === undefined) return;
  const email = emailSchema.parse(owner.email);
  const passwordHash = (await findUser(ctx, email)) === null ? await hashNewPassword(owner.password) : null;
  await transaction(ctx, async (tx) => {
    await lockSetup(tx);
    const userId = await ensureOwner(tx, email, passwordHash);
    const workspaceId = await ensureWorkspace(tx, userId);
    if (owner.apiKey !== undefined) await ensureApiKey(tx, workspaceId, userId, owner.apiKey);
  });
}

async function findUser(ctx: Ctx, email: string): Promise<string | null> {
  const [user] = await ctx.db.select({ id: users.id }).from(users).where(eq(users.email, email));
  return user?.id ?? null;
}

/** `passwordHash` is null when the user was there before the lock; users are never deleted. */
async function ensureOwner(ctx: Ctx, email: string, passwordHash: string | null): Promise<string> {
  const userId = await findUser(ctx, email);
  if (userId === null && passwordHash !== null)
    return createUser(ctx, { name: email.split("@")[0] ?? email, email, passwordHash, operator: true });
  if (userId === null) throw new Error(`the account of ${email} went away while Tidegate was starting`);
  await ctx.db.update(users).set({ operator: true }).where(eq(users.id, userId));
  return userId;
}

async function ensureWorkspace(ctx: Ctx, userId: string): Promise<string> {
  const [workspace] = await ctx.db.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.slug, "default"));
  if (workspace === undefined)
    return (await insertWorkspace(ctx, { name: "Default", slug: "default", ownerId: userId })).id;
  await ctx.db
    .insert(members)
    .values({ id: newId("mem"), workspaceId: workspace.id, userId, role: "owner" })
    .onConflictDoNothing({ target: [members.workspaceId, members.userId] });
  return workspace.id;
}

async function ensureApiKey(ctx: Ctx, workspaceId: string, userId: string, key: string): Promise<void> {
  const keyHash = hashApiKey(key);
  await ctx.db
    .insert(apiKeys)
    .values({
      id: newId("key"),
      workspaceId,
      name: "TIDEGATE_API_KEY",
      role: "admin",
      keyHash,
      last4: key.slice(-4),
      createdBy: userId,
      createdAt: ctx.now(),
    })
    .onConflictDoNothing({ target: apiKeys.keyHash });
  const [stored] = await ctx.db
    .select({ revokedAt: apiKeys.revokedAt })
    .from(apiKeys)
    .where(and(eq(apiKeys.keyHash, keyHash), eq(apiKeys.workspaceId, workspaceId)));
  if (stored === undefined || stored.revokedAt !== null)
    ctx.log.warn("TIDEGATE_API_KEY is a key that was revoked, or of another workspace. It will be refused.");
}
