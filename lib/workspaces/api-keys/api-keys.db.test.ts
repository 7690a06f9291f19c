import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { apiKeys } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { createApiKey } from "./create";
import { findApiKey } from "./find";
import { hashApiKey } from "./key";
import { listApiKeys } from "./list";
import { revokeApiKey } from "./revoke";

let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testCtx();
});
const lastUse = async (id: string) =>
  (await ctx.db.select().from(apiKeys).where(eq(apiKeys.id, id)))[0]?.lastUsedAt?.getTime() ?? null;

describe("API keys", () => {
  it("a key is shown once, and stored only as a hash", async () => {
    const at = await testWorkspace(ctx, "admin");
    const made = await createApiKey(at, { name: "CI", role: "marketer" });
    expect(made.key).toMatch(/^tg_[\w-]{32}$/);
    expect(made.masked).toBe(`tg_…${made.key.slice(-4)}`);
    const { items } = await listApiKeys(at, { limit: 50 });
    expect(items).toMatchObject([{ id: made.id, name: "CI", role: "marketer", createdBy: "Tess Tester" }]);
    expect(JSON.stringify(items)).not.toContain(made.key);
    expect(JSON.stringify(await ctx.db.select().from(apiKeys))).not.toContain(made.key);
    expect(await findApiKey(ctx, hashApiKey(made.key))).toMatchObject({ role: "marketer", workspace: at.workspace });
  });

  it("a revoked key opens nothing from that moment on", async () => {
    const at = await testWorkspace(ctx);
    const { id: apiKeyId, key } = await createApiKey(at, { name: "CI", role: "viewer" });
    await revokeApiKey(at, { apiKeyId });
    expect(await findApiKey(ctx, hashApiKey(key))).toBeNull();
    expect((await listApiKeys(at, { limit: 50 })).items).toEqual([]);
    await expect(revokeApiKey(at, { apiKeyId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("nobody makes a key with more power than their own, and marketers make none", async () => {
    const marketer = await testWorkspace(ctx, "marketer");
    await expect(createApiKey(marketer, { name: "x", role: "viewer" })).rejects.toMatchObject({ code: "forbidden" });
    const at = await testWorkspace(ctx);
    const asAdminKey: WorkspaceCtx = { ...at, actor: { type: "api_key", apiKeyId: "k", role: "admin" } };
    expect(await createApiKey(asAdminKey, { name: "x", role: "admin" })).toMatchObject({ createdBy: null });
  });

  it("its use is noted at most once a minute", async () => {
    const at = await testWorkspace(ctx);
    const { id, key } = await createApiKey(at, { name: "CI", role: "viewer" });
    const start = ctx.now().getTime();
    const use = (afterMs: number) => findApiKey({ ...ctx, now: () => new Date(start + afterMs) }, hashApiKey(key));
    expect(await lastUse(id)).toBeNull();
    await use(0);
    expect(await lastUse(id)).toBe(start);
    await use(59_000);
    expect(await lastUse(id)).toBe(start);
    await use(61_000);
    expect(await lastUse(id)).toBe(start + 61_000);
  });

  it("another workspace's key is not found", async () => {
    const [mine, theirs] = [await testWorkspace(ctx), await testWorkspace(ctx)];
    const { id: apiKeyId } = await createApiKey(theirs, { name: "CI", role: "viewer" });
    await expect(revokeApiKey(mine, { apiKeyId })).rejects.toMatchObject({ code: "not_found" });
    expect((await listApiKeys(mine, { limit: 50 })).items).toEqual([]);
    expect((await listApiKeys(theirs, { limit: 50 })).items).toHaveLength(1);
  });
});
