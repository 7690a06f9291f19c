import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { MemberRole } from "@/db/enums";
import { newId } from "@/db/ids";
import { members } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { testUser } from "../../testing/sign-in";
import { changeMemberRole } from "./change-role";
import { listMembers } from "./list";
import { removeMember } from "./remove";

let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testCtx();
});

/** Another member, acting for themselves. */
async function join(at: WorkspaceCtx, role: MemberRole): Promise<WorkspaceCtx & { memberId: string }> {
  const user = await testUser(ctx);
  const memberId = newId("mem");
  await ctx.db.insert(members).values({ id: memberId, workspaceId: at.workspace.id, userId: user.id, role });
  return { ...at, actor: { type: "user", userId: user.id, name: user.name, email: user.email, role }, memberId };
}
async function memberIdOf(at: WorkspaceCtx): Promise<string> {
  const { items } = await listMembers(at, { limit: 50 });
  const found = items.find((item) => at.actor.type === "user" && item.userId === at.actor.userId);
  if (found === undefined) throw new Error("no member");
  return found.id;
}
const ownersOf = async (at: WorkspaceCtx) =>
  (await listMembers(at, { limit: 50 })).items.filter(({ role }) => role === "owner").length;

describe("members", () => {
  it("are listed with name, address and role, page by page", async () => {
    const at = await testWorkspace(ctx);
    await join(at, "viewer");
    await join(at, "admin");
    const first = await listMembers(at, { limit: 2 });
    expect(first.items.map(({ role }) => role)).toEqual(["owner", "viewer"]);
    const second = await listMembers(at, { limit: 2, cursor: String(first.nextCursor) });
    expect(second).toMatchObject({
      items: [{ role: "admin", name: expect.stringMatching(/^User/) }],
      nextCursor: null,
    });
  });

  it("an admin changes roles below owner; a marketer none", async () => {
    const at = await testWorkspace(ctx);
    const admin = await join(at, "admin");
    const { memberId } = await join(at, "viewer");
    expect(await changeMemberRole(admin, { memberId, role: "marketer" })).toMatchObject({ role: "marketer" });
    const marketer = await join(at, "marketer");
    await expect(changeMemberRole(marketer, { memberId, role: "viewer" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(removeMember(marketer, { memberId })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("only owners make and unmake owners", async () => {
    const owner = await testWorkspace(ctx);
    const admin = await join(owner, "admin");
    const ownerId = await memberIdOf(owner);
    for (const attempt of [
      () => changeMemberRole(admin, { memberId: admin.memberId, role: "owner" }),
      () => changeMemberRole(admin, { memberId: ownerId, role: "viewer" }),
      () => removeMember(admin, { memberId: ownerId }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    await changeMemberRole(owner, { memberId: admin.memberId, role: "owner" });
    expect(await ownersOf(owner)).toBe(2);
  });

  it("the last owner can't be removed, demoted, or leave", async () => {
    const owner = await testWorkspace(ctx);
    const memberId = await memberIdOf(owner);
    await expect(removeMember(owner, { memberId })).rejects.toMatchObject({ code: "conflict" });
    await expect(changeMemberRole(owner, { memberId, role: "admin" })).rejects.toMatchObject({ code: "conflict" });
    expect(await changeMemberRole(owner, { memberId, role: "owner" })).toMatchObject({ role: "owner" });
  });

  it("two owners who demote each other at the same moment leave one owner", async () => {
    for (let round = 0; round < 5; round++) {
      const one = await testWorkspace(ctx);
      const two = await join(one, "owner");
      const oneId = await memberIdOf(one);
      const results = await Promise.allSettled([
        changeMemberRole(one, { memberId: two.memberId, role: "viewer" }),
        changeMemberRole(two, { memberId: oneId, role: "viewer" }),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await ownersOf(one)).toBe(1);
    }
  });

  it("everybody may leave; nobody who is gone has a part in the workspace", async () => {
    const at = await testWorkspace(ctx);
    const viewer = await join(at, "viewer");
    await removeMember(viewer, { memberId: viewer.memberId });
    expect(await ctx.db.select().from(members).where(eq(members.id, viewer.memberId))).toEqual([]);
  });

  it("a member of another workspace is not found", async () => {
    const [mine, theirs] = [await testWorkspace(ctx), await testWorkspace(ctx)];
    const { memberId } = await join(theirs, "viewer");
    await expect(removeMember(mine, { memberId })).rejects.toMatchObject({ code: "not_found" });
    await expect(changeMemberRole(mine, { memberId, role: "admin" })).rejects.toMatchObject({ code: "not_found" });
    expect((await listMembers(theirs, { limit: 50 })).items).toHaveLength(2);
  });
});
