import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { invitations, mails, members, users, workspaces } from "@/db/schema";
import { createAuth } from "../../auth/create-auth";
import type { WorkspaceCtx } from "../../context";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { signIn, testUser } from "../../testing/sign-in";
import { untilWaiting } from "../../testing/until-waiting";
import { findMembership } from "../find-membership";
import { createInvitation } from "./create";
import { findInvitation } from "./find";
import { joinByInvitation } from "./join";
import { listInvitations } from "./list";
import { resendInvitation } from "./resend";
import { revokeInvitation } from "./revoke";
import { signUpByInvitation } from "./sign-up";

let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testCtx();
});

let made = 0;
const newAddress = () => `invited-${++made}@example.com`;
const tokenOf = ({ url }: { url: string }) => url.split("/invitation/")[1] ?? "";
const open = async (at: WorkspaceCtx) => (await listInvitations(at, { limit: 50 })).items;
const isGone = { code: "not_found" };

describe("inviting", () => {
  it("mails the link, and tells it once to the admin who may pass it on", async () => {
    const at = await testWorkspace(ctx, "admin");
    const email = newAddress();
    const invitation = await createInvitation(at, { email, role: "marketer" });
    expect(invitation.url).toMatch(/^http:\/\/localhost:3000\/invitation\/[\w-]{32}$/);
    const [mail] = await ctx.db.select().from(mails).where(eq(mails.toAddress, email));
    expect(mail).toMatchObject({ state: "queued", kind: "invitation", workspaceId: at.workspace.id });
    expect(mail?.text).toContain(invitation.url);
    expect(ctx.sent).toContain("mail/queued");
    expect(JSON.stringify(await open(at))).not.toContain(tokenOf(invitation));
    const rows = await ctx.db.select().from(invitations).where(eq(invitations.email, email));
    expect(JSON.stringify(rows)).not.toContain(tokenOf(invitation));
  });

  it("an address is invited once, also by two admins at the same moment, and no member is", async () => {
    const at = await testWorkspace(ctx);
    const email = newAddress();
    const all = await ctx.db.transaction(async (tx) => {
      await tx.select().from(workspaces).where(eq(workspaces.id, at.workspace.id)).for("no key update");
      const attempts = [1, 2, 3].map(() => createInvitation(at, { email, role: "viewer" }));
      await untilWaiting(ctx, 3);
      return { settled: Promise.allSettled(attempts) };
    });
    const results = await all.settled;
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const self = at.actor.type === "user" ? at.actor.email : "";
    await expect(createInvitation(at, { email: self, role: "viewer" })).rejects.toMatchObject({ code: "conflict" });
  });

  it("only an owner invites an owner; a marketer invites nobody", async () => {
    const admin = await testWorkspace(ctx, "admin");
    await expect(createInvitation(admin, { email: newAddress(), role: "owner" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const marketer = await testWorkspace(ctx, "marketer");
    await expect(createInvitation(marketer, { email: newAddress(), role: "viewer" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const owner = await testWorkspace(ctx);
    const invitation = await createInvitation(owner, { email: newAddress(), role: "owner" });
    const asAdmin: WorkspaceCtx = { ...owner, actor: { type: "api_key", apiKeyId: "k", role: "admin" } };
    await expect(resendInvitation(asAdmin, { invitationId: invitation.id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("sending again gives a new link and seven more days; the old link stops working", async () => {
    const at = await testWorkspace(ctx);
    const first = await createInvitation(at, { email: newAddress(), role: "viewer" });
    const second = await resendInvitation(at, { invitationId: first.id });
    expect(await findInvitation(ctx, tokenOf(first))).toBeNull();
    expect(await findInvitation(ctx, tokenOf(second))).toMatchObject({ id: first.id, email: first.email });
    const sent = await ctx.db.select().from(mails).where(eq(mails.toAddress, first.email)).orderBy(desc(mails.id));
    expect(sent.map(({ text }) => text.includes(second.url))).toEqual([true, false]);
  });

  it("a revoked or expired invitation opens nothing; an expired one can be sent again", async () => {
    const at = await testWorkspace(ctx);
    const revoked = await createInvitation(at, { email: newAddress(), role: "viewer" });
    await revokeInvitation(at, { invitationId: revoked.id });
    const account = { name: "Ida", password: "a fine password" };
    await expect(signUpByInvitation(ctx, { token: tokenOf(revoked), ...account })).rejects.toMatchObject(isGone);
    const expired = await createInvitation(at, { email: newAddress(), role: "viewer" });
    const clock = { now: new Date(ctx.now().getTime() + 7 * 86_400_000) };
    const later = { ...at, now: () => clock.now };
    await expect(signUpByInvitation(later, { token: tokenOf(expired), ...account })).rejects.toMatchObject(isGone);
    expect((await open(later))[0]).toMatchObject({ id: expired.id, expired: true });
    const again = await resendInvitation(later, { invitationId: expired.id });
    expect(again.expired).toBe(false);
    await signUpByInvitation(later, { token: tokenOf(again), ...account });
  });

  it("another workspace's invitation is not found", async () => {
    const [mine, theirs] = [await testWorkspace(ctx), await testWorkspace(ctx)];
    const { id: invitationId } = await createInvitation(theirs, { email: newAddress(), role: "viewer" });
    await expect(revokeInvitation(mine, { invitationId })).rejects.toMatchObject(isGone);
    await expect(resendInvitation(mine, { invitationId })).rejects.toMatchObject(isGone);
    expect(await open(mine)).toEqual([]);
    expect(await open(theirs)).toHaveLength(1);
  });
});

describe("accepting", () => {
  it("a new account joins with the invited address and role, and signs in with its password", async () => {
    const at = await testWorkspace(ctx);
    const invitation = await createInvitation(at, { email: newAddress(), role: "marketer" });
    expect(await findInvitation(ctx, tokenOf(invitation))).toMatchObject({ hasAccount: false, role: "marketer" });
    const account = { name: "Ida", password: "a fine password" };
    const workspace = await signUpByInvitation(ctx, { token: tokenOf(invitation), ...account });
    expect(workspace).toEqual(at.workspace);
    await signIn(createAuth(ctx, "a secret for tests only"), invitation.email, account.password);
    const [user] = await ctx.db.select().from(users).where(eq(users.email, invitation.email));
    expect(user).toMatchObject({ name: "Ida", operator: false });
    expect(await findMembership(ctx, String(user?.id), workspace.slug)).toMatchObject({ role: "marketer" });
    expect(await open(at)).toEqual([]);
  });

  it("works once, also for two requests at the same moment", async () => {
    const at = await testWorkspace(ctx);
    const invitation = await createInvitation(at, { email: newAddress(), role: "viewer" });
    const accept = () =>
      signUpByInvitation(ctx, { token: tokenOf(invitation), name: "Ida", password: "a fine password" });
    const results = await Promise.allSettled([accept(), accept()]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(accept()).rejects.toMatchObject(isGone);
  });

  it("somebody with an account joins signed in, never by making another account", async () => {
    const at = await testWorkspace(ctx);
    const user = await testUser(ctx);
    const invitation = await createInvitation(at, { email: user.email, role: "admin" });
    const token = tokenOf(invitation);
    expect(await findInvitation(ctx, token)).toMatchObject({ hasAccount: true });
    await expect(signUpByInvitation(ctx, { token, name: "Ida", password: "a stolen password" })).rejects.toMatchObject({
      code: "conflict",
    });
    await joinByInvitation({ ...ctx, user }, { token });
    expect(await findMembership(ctx, user.id, at.workspace.slug)).toMatchObject({ role: "admin" });
  });

  it("only the invited address can accept", async () => {
    const at = await testWorkspace(ctx);
    const invitation = await createInvitation(at, { email: newAddress(), role: "viewer" });
    const other = await testUser(ctx);
    await expect(joinByInvitation({ ...ctx, user: other }, { token: tokenOf(invitation) })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await findMembership(ctx, other.id, at.workspace.slug)).toBeNull();
    expect(await open(at)).toHaveLength(1);
  });

  it("an old invitation never lowers the role of a member", async () => {
    const at = await testWorkspace(ctx);
    const user = await testUser(ctx);
    const invitation = await createInvitation(at, { email: user.email, role: "viewer" });
    await ctx.db
      .insert(members)
      .values({ id: "mem_01h455vb4pex5vsknk084sn02q", workspaceId: at.workspace.id, userId: user.id, role: "owner" });
    await joinByInvitation({ ...ctx, user }, { token: tokenOf(invitation) });
    expect(await findMembership(ctx, user.id, at.workspace.slug)).toMatchObject({ role: "owner" });
  });
});
