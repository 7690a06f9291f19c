import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { MailState } from "@/db/enums";
import { mails } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import type { MailKind } from "../mail/build";
import { queueMail } from "../mail/queue";
import { sendDueMail } from "../mail/send-due";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { testUser } from "../testing/sign-in";
import { getMail } from "./get";
import { listMailbox } from "./list";
import { retryMail } from "./retry";

let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testCtx();
});

const mail = (workspaceId: string | null, kind: MailKind, to = "ada@example.com") => ({
  workspaceId,
  contactId: null,
  kind,
  fromName: null,
  to,
  subject: kind,
  html: "<a href='http://localhost/invitation/tok-1'>x</a>",
  text: "http://localhost/invitation/tok-1",
});
const list = (at: WorkspaceCtx, query: { to?: string; state?: MailState; cursor?: string; limit?: number } = {}) =>
  listMailbox(at, { limit: 50, ...query });
const as = (at: WorkspaceCtx, role: "owner" | "admin" | "marketer" | "viewer"): WorkspaceCtx => ({
  ...at,
  actor: { type: "api_key", apiKeyId: "key", role },
});

it.each(["campaign", "journey"] as const)(
  "who may not change contacts can't unsubscribe them by a mail of a %s",
  async (kind) => {
    const at = await testWorkspace(ctx);
    const link = `http://localhost/unsubscribe/${"t".repeat(87)}`;
    const id = await queueMail(at, {
      ...mail(at.workspace.id, kind),
      html: `<a href="${link}">Unsubscribe</a>`,
      text: link,
      headers: { "List-Unsubscribe": `<${link}>` },
    });
    const hidden = "http://localhost/unsubscribe/•••";
    expect(await getMail(as(at, "viewer"), { mailId: id })).toMatchObject({
      html: `<a href="${hidden}">Unsubscribe</a>`,
      text: hidden,
      headers: { "List-Unsubscribe": `<${hidden}>` },
    });
    expect(await getMail(as(at, "marketer"), { mailId: id })).toMatchObject({ text: link });
  },
);

describe("listMailbox", () => {
  it("lists the workspace's mails newest first, page by page, by exact recipient and state", async () => {
    const at = await testWorkspace(ctx);
    const ids: string[] = [];
    for (const to of ["a@example.com", "b@example.com", "a@example.com"])
      ids.unshift(await queueMail(at, mail(at.workspace.id, "webhook_refusing", to)));
    const first = await list(at, { limit: 2 });
    expect(first.items.map((item) => item.id)).toEqual(ids.slice(0, 2));
    const second = await list(at, { limit: 2, cursor: String(first.nextCursor) });
    expect(second).toMatchObject({ items: [{ id: ids[2] }], nextCursor: null });
    expect((await list(at, { to: "b@example.com" })).items.map((item) => item.id)).toEqual([ids[1]]);
    expect((await list(at, { state: "captured" })).items).toEqual([]);
    await sendDueMail(at, null);
    expect((await list(at, { state: "captured" })).items).toHaveLength(3);
  });

  it("another workspace's mails stay unseen", async () => {
    const [mine, theirs] = [await testWorkspace(ctx), await testWorkspace(ctx)];
    const id = await queueMail(theirs, mail(theirs.workspace.id, "confirmation"));
    expect((await list(mine)).items).toEqual([]);
    await expect(getMail(mine, { mailId: id })).rejects.toMatchObject({ code: "not_found" });
    await expect(retryMail(mine, { mailId: id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("mail about accounts is listed only to the operator", async () => {
    const at = await testWorkspace(ctx);
    const id = await queueMail(ctx, mail(null, "password_reset"));
    expect((await list(at)).items).toEqual([]);
    await expect(getMail(at, { mailId: id })).rejects.toMatchObject({ code: "not_found" });
    const operator = await testUser(ctx, { operator: true });
    const asOperator: WorkspaceCtx = {
      ...at,
      actor: { type: "user", userId: operator.id, name: "", email: operator.email, role: "viewer" },
    };
    expect((await list(asOperator)).items.map((item) => item.id)).toContain(id);
    expect((await list(as(at, "owner"))).items).toEqual([]);
  });

  it("shows a link only to who has its power without it", async () => {
    const at = await testWorkspace(ctx);
    const ids = {
      confirmation: await queueMail(at, mail(at.workspace.id, "confirmation")),
      invitation: await queueMail(at, mail(at.workspace.id, "invitation")),
      owner_invitation: await queueMail(at, mail(at.workspace.id, "owner_invitation")),
    };
    const readable = async (role: Parameters<typeof as>[1]) => {
      const { items } = await list(as(at, role));
      return items
        .filter((item) => item.text.includes("tok-1") && item.html.includes("tok-1"))
        .map((item) => item.kind)
        .sort();
    };
    expect(Object.keys(ids)).toHaveLength(3);
    expect(await readable("viewer")).toEqual([]);
    expect(await readable("marketer")).toEqual(["confirmation"]);
    expect(await readable("admin")).toEqual(["confirmation", "invitation"]);
    expect(await readable("owner")).toEqual(["confirmation", "invitation", "owner_invitation"]);
  });

  it("refuses a cursor of another list", async () => {
    const at = await testWorkspace(ctx);
    await expect(list(at, { cursor: at.workspace.id })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("retryMail", () => {
  it("queues a mail again that failed or is in doubt, with a fresh set of tries", async () => {
    const at = await testWorkspace(ctx);
    for (const state of ["failed", "unknown"] as const) {
      const id = await queueMail(at, mail(at.workspace.id, "confirmation"));
      await ctx.db.update(mails).set({ state, attempts: 6, error: "no" }).where(eq(mails.id, id));
      expect(await retryMail(at, { mailId: id })).toMatchObject({ id, state: "queued", attempts: 0, error: null });
    }
  });

  it("leaves a mail alone that is on its way or was captured, and asks for more than a viewer's role", async () => {
    const at = await testWorkspace(ctx);
    const id = await queueMail(at, mail(at.workspace.id, "confirmation"));
    await expect(retryMail(at, { mailId: id })).rejects.toMatchObject({ code: "conflict" });
    await expect(retryMail(as(at, "viewer"), { mailId: id })).rejects.toMatchObject({ code: "forbidden" });
  });
});
