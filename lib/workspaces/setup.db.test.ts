import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { apiKeys, members, users, workspaces } from "@/db/schema";
import { createAuth } from "../auth/create-auth";
import { transaction } from "../context";
import { type TestCtx, testCtx } from "../testing/context";
import { signIn } from "../testing/sign-in";
import { untilWaiting } from "../testing/until-waiting";
import { findApiKey } from "./api-keys/find";
import { hashApiKey } from "./api-keys/key";
import { bootstrapOwner } from "./bootstrap-owner";
import { createFirstOwner } from "./create-first-owner";
import { hasUsers } from "./has-users";
import { lockSetup } from "./lock-setup";

const key = "an-api-key-of-24-characters-or-more";
const environment = {
  TIDEGATE_OWNER_EMAIL: "Owner@Example.com",
  TIDEGATE_OWNER_PASSWORD: "owner password",
  TIDEGATE_API_KEY: key,
};
const form = { name: "Ada", email: "ada@example.com", password: "first password", workspaceName: "Acme" };

let ctx: TestCtx;
beforeEach(async () => {
  ctx = await testCtx(environment);
  await ctx.db.delete(workspaces);
  await ctx.db.delete(users);
});
const count = async (table: typeof users | typeof workspaces | typeof members | typeof apiKeys) =>
  (await ctx.db.select().from(table)).length;

describe("the first visit", () => {
  it("makes the operator, the workspace `default` and their ownership in one go, and the password works", async () => {
    expect(await hasUsers(ctx)).toBe(false);
    expect(await createFirstOwner(ctx, form)).toMatchObject({ slug: "default", name: "Acme" });
    const [user] = await ctx.db.select().from(users);
    expect(user).toMatchObject({ email: "ada@example.com", operator: true });
    const [member] = await ctx.db.select().from(members);
    expect(member).toMatchObject({ userId: user?.id, role: "owner" });
    await signIn(createAuth(ctx, "a secret for tests only"), form.email, form.password);
  });

  it("happens once: of three people at the same moment one is let in, and nobody after them", async () => {
    const all = await transaction(ctx, async (tx) => {
      await lockSetup(tx);
      const attempts = ["a", "b", "c"].map((name) => createFirstOwner(ctx, { ...form, email: `${name}@example.com` }));
      await untilWaiting(ctx, 3);
      return { settled: Promise.allSettled(attempts) };
    });
    const results = await all.settled;
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await count(users)).toBe(1);
    await expect(createFirstOwner(ctx, form)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("set-up by the environment", () => {
  it("makes owner, workspace and API key; every later start, and two at once, change nothing", async () => {
    await Promise.all([bootstrapOwner(ctx), bootstrapOwner(ctx)]);
    await bootstrapOwner(ctx);
    expect(await Promise.all([users, workspaces, members, apiKeys].map(count))).toEqual([1, 1, 1, 1]);
    await signIn(createAuth(ctx, "a secret for tests only"), "owner@example.com", "owner password");
    expect(await findApiKey(ctx, hashApiKey(key))).toMatchObject({ role: "admin", workspace: { slug: "default" } });
  });

  it("does nothing without the variables", async () => {
    await bootstrapOwner(await testCtx());
    expect(await count(users)).toBe(0);
  });

  it("keeps a password that was changed since, and a key that was revoked", async () => {
    await bootstrapOwner(ctx);
    await ctx.db.update(apiKeys).set({ revokedAt: new Date() });
    await bootstrapOwner(await testCtx({ ...environment, TIDEGATE_OWNER_PASSWORD: "another password" }));
    await signIn(createAuth(ctx, "a secret for tests only"), "owner@example.com", "owner password");
    expect(await findApiKey(ctx, hashApiKey(key))).toBeNull();
  });

  it("joins an installation that was set up by a visit", async () => {
    const workspace = await createFirstOwner(ctx, form);
    await bootstrapOwner(ctx);
    const owners = await ctx.db.select().from(members).where(eq(members.workspaceId, workspace.id));
    expect(owners.map(({ role }) => role)).toEqual(["owner", "owner"]);
  });
});
