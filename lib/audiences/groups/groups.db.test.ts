import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/ids";
import { audiences } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { createAudience } from "../create";
import { insertContacts } from "../testing";
import { createGroup } from "./create";
import { deleteGroup } from "./delete";
import { listGroups } from "./list";
import { updateGroup } from "./update";
import { getGroupUsage } from "./usage";

let base: TestCtx;
beforeAll(async () => {
  base = await testCtx();
});

async function audienceOf(ctx: WorkspaceCtx) {
  const { id: audienceId } = await createAudience(ctx, { name: "Groups", doubleOptIn: false });
  return {
    audienceId,
    add: (name: string) => createGroup(ctx, { audienceId, name }),
    names: async () => (await listGroups(ctx, { audienceId, limit: 50 })).items.map(({ name }) => name),
  };
}

test("groups are listed by name with their contacts, page by page", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add } = await audienceOf(ctx);
  const vip = await add("VIP");
  await add("beta");
  await add("Zeta");
  await insertContacts(ctx, audienceId, [{ groupIds: [vip.id] }, { groupIds: [vip.id] }, {}]);
  const first = await listGroups(ctx, { audienceId, limit: 2 });
  expect(first.items.map(({ name, contacts, contactsCapped }) => [name, contacts, contactsCapped])).toEqual([
    ["beta", 0, false],
    ["VIP", 2, false],
  ]);
  const rest = await listGroups(ctx, { audienceId, limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest).toMatchObject({ items: [{ name: "Zeta" }], nextCursor: null });
  expect((await listGroups(ctx, { audienceId, limit: 50, search: "ETA" })).items).toHaveLength(2);
  expect((await listGroups(ctx, { audienceId, limit: 50, search: "%" })).items).toHaveLength(0);
  expect(await getGroupUsage(ctx, { audienceId, groupId: vip.id })).toEqual({ contacts: 2, places: [] });
});

test("a name that differs by case alone is taken, for a new group and for a rename", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add } = await audienceOf(ctx);
  await add("VIP");
  const beta = await add("Beta");
  const taken = { code: "conflict", issues: [{ path: "name" }] };
  await expect(add("vip")).rejects.toMatchObject(taken);
  await expect(updateGroup(ctx, { audienceId, groupId: beta.id, name: "Vip" })).rejects.toMatchObject(taken);
  expect(await updateGroup(ctx, { audienceId, groupId: beta.id, name: "BETA" })).toMatchObject({ name: "BETA" });
});

test("every change of groups raises the configuration's version", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add } = await audienceOf(ctx);
  const { id: groupId } = await add("VIP");
  await updateGroup(ctx, { audienceId, groupId, name: "VIPs" });
  await deleteGroup(ctx, { audienceId, groupId });
  const [row] = await ctx.db.select().from(audiences).where(eq(audiences.id, audienceId));
  expect(row?.configVersion).toBe(4);
});

test("a deleted group vanishes at once, wakes its removal, and its name is free again", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add, names } = await audienceOf(ctx);
  const { id: groupId } = await add("VIP");
  ctx.sent.length = 0;
  await deleteGroup(ctx, { audienceId, groupId });
  expect(ctx.sent).toEqual(["audiences/changed"]);
  expect(await names()).toEqual([]);
  await expect(getGroupUsage(ctx, { audienceId, groupId })).rejects.toMatchObject({ code: "not_found" });
  expect((await add("vip")).id).not.toBe(groupId);
});

test("another workspace and another audience can't see or change a group", async () => {
  const ctx = await testWorkspace(base);
  const other = await testWorkspace(base);
  const { audienceId, add, names } = await audienceOf(ctx);
  const { audienceId: sibling } = await audienceOf(ctx);
  const { id: groupId } = await add("VIP");
  for (const attempt of [
    () => listGroups(other, { audienceId, limit: 50 }),
    () => createGroup(other, { audienceId, name: "x" }),
    () => updateGroup(other, { audienceId, groupId, name: "x" }),
    () => deleteGroup(other, { audienceId, groupId }),
    () => getGroupUsage(other, { audienceId, groupId }),
    () => updateGroup(ctx, { audienceId: sibling, groupId, name: "x" }),
    () => deleteGroup(ctx, { audienceId: sibling, groupId }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect(await names()).toEqual(["VIP"]);
});

test("a viewer changes no group", async () => {
  const ctx = await testWorkspace(base, "viewer");
  const [audienceId, groupId] = [newId("aud"), newId("grp")];
  for (const attempt of [
    () => createGroup(ctx, { audienceId, name: "x" }),
    () => updateGroup(ctx, { audienceId, groupId, name: "x" }),
    () => deleteGroup(ctx, { audienceId, groupId }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
});
