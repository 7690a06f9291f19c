import { beforeAll, describe, expect, it } from "vitest";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { testUser } from "../testing/sign-in";
import { createWorkspace } from "./create";
import { findMembership } from "./find-membership";
import { listWorkspaces } from "./list";
import { updateWorkspace } from "./update";

let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testCtx();
});

describe("workspaces", () => {
  it("who creates a workspace owns it; equal names get addresses of their own, even at the same moment", async () => {
    const user = { ...ctx, user: await testUser(ctx) };
    const made = await Promise.all([1, 2, 3].map(() => createWorkspace(user, { name: "Blue Whale" })));
    expect(made.map(({ slug }) => slug).sort()).toEqual(["blue-whale", "blue-whale-2", "blue-whale-3"]);
    const { items } = await listWorkspaces(user);
    expect(items.map(({ role }) => role)).toEqual(["owner", "owner", "owner"]);
    expect(await findMembership(ctx, user.user.id, "blue-whale-2")).toMatchObject({ role: "owner" });
  });

  it("somebody sees their own workspaces alone", async () => {
    await testWorkspace(ctx);
    const user = { ...ctx, user: await testUser(ctx) };
    expect(await listWorkspaces(user)).toEqual({ items: [] });
    const theirs = await testWorkspace(ctx);
    expect(await findMembership(ctx, user.user.id, theirs.workspace.slug)).toBeNull();
    expect(await findMembership(ctx, user.user.id, "no-such-workspace")).toBeNull();
  });

  it("a new name leaves the address as it was, and is an admin's business", async () => {
    const at = await testWorkspace(ctx, "admin");
    expect(await updateWorkspace(at, { name: "Renamed" })).toMatchObject({ slug: at.workspace.slug, name: "Renamed" });
    const marketer = await testWorkspace(ctx, "marketer");
    await expect(updateWorkspace(marketer, { name: "Renamed" })).rejects.toMatchObject({ code: "forbidden" });
  });
});
