import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fromUuid, newId, toUuid } from "@/db/ids";
import { segmentMembers, segments, webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { untilWaiting } from "../testing/until-waiting";
import { cancelCampaign } from "./cancel";
import { campaignBody } from "./contract";
import { countRecipients } from "./count-recipients";
import { createCampaign } from "./create";
import { deleteCampaign } from "./delete";
import { duplicateCampaign } from "./duplicate";
import { getCampaign } from "./get";
import { listCampaigns } from "./list";
import { pauseCampaign } from "./pause";
import { sendCampaign } from "./send";
import { ready, testDraft } from "./testing/draft";
import { drainCampaigns, testContacts } from "./testing/sending";
import { updateCampaign } from "./update";

let base: TestCtx;
let ctx: TestCtx & WorkspaceCtx;
let audienceId: string;
beforeAll(async () => {
  base = await testCtx();
});
beforeEach(async () => {
  ctx = await testWorkspace(base);
  await ctx.sql`update campaigns set status = 'cancelled' where status in ('sending', 'scheduled')`;
  audienceId = (await testAudience(ctx)).id;
});

const create = (more: Record<string, unknown> = {}, at: WorkspaceCtx = ctx) => testDraft(at, audienceId, more);
const ann = { email: "ann@example.com", firstName: "Ann" };

async function segment(contactIds: string[]): Promise<string> {
  const id = newId("seg");
  await ctx.db.insert(segments).values({
    id,
    workspaceId: ctx.workspace.id,
    audienceId,
    name: `VIP ${id}`,
    matchName: id,
    rules: { all: [] },
    reads: [],
    readsSegments: [],
    depth: 0,
    timed: false,
    version: 1,
    builtVersion: 1,
  });
  for (const contactId of contactIds)
    await ctx.db
      .insert(segmentMembers)
      .values({ segmentId: id, contactId: fromUuid("con", contactId), enteredAt: ctx.now() });
  return id;
}
const captured = async () => {
  const rows = await ctx.sql<{ to: string }[]>`
    select to_address as to from mails where workspace_id = ${toUuid("wks", ctx.workspace.id)} and kind = 'campaign' order by 1`;
  return rows.map(({ to }) => to);
};

describe("a draft", () => {
  test("may be incomplete, and sending it names everything that is missing at once", async () => {
    const { id } = await createCampaign(ctx, campaignBody.parse({ name: "Spring", audienceId }));
    await expect(sendCampaign(ctx, { campaignId: id })).rejects.toMatchObject({
      code: "invalid_input",
      issues: ["subject", "fromName", "fromEmail", "html", "audienceId"].map((path) => ({
        path,
        message: expect.any(String),
      })),
    });
    await updateCampaign(ctx, { campaignId: id, ...ready, subject: "{{ oops", html: "<p>\n\n{% if x %}</p>" });
    await testContacts(ctx, audienceId, [ann]);
    await expect(sendCampaign(ctx, { campaignId: id })).rejects.toMatchObject({
      issues: [
        { path: "subject", message: expect.stringMatching(/^The subject has a mistake, line 1: /) },
        { path: "html", message: expect.stringMatching(/^The content has a mistake, line 3: /) },
      ],
    });
    expect((await getCampaign(ctx, { campaignId: id })).status).toBe("draft");
  });

  test("is kept without what the database can't hold", async () => {
    const text = "a\0b";
    const made = await create({ subject: text, previewText: text, fromName: text, html: text });
    expect(made).toMatchObject({ subject: "ab", previewText: "ab", fromName: "ab", html: "ab" });
  });

  test("takes no audience of another workspace and no segment of another audience", async () => {
    const stranger = await testWorkspace(base);
    const theirs = (await testAudience(stranger)).id;
    await expect(create({ audienceId: theirs })).rejects.toMatchObject({ issues: [{ path: "audienceId" }] });
    const segmentId = await segment([]);
    const other = (await testAudience(ctx)).id;
    await expect(create({ audienceId: other, segmentId })).rejects.toMatchObject({ issues: [{ path: "segmentId" }] });
    const { id } = await create({ segmentId });
    expect(await updateCampaign(ctx, { campaignId: id, audienceId: other })).toMatchObject({
      segmentId: null,
      segmentName: null,
    });
  });

  test("is another workspace's business, and a viewer's to look at only", async () => {
    const { id } = await create();
    const stranger = await testWorkspace(base);
    await expect(getCampaign(stranger, { campaignId: id })).rejects.toMatchObject({ code: "not_found" });
    await expect(sendCampaign(stranger, { campaignId: id })).rejects.toMatchObject({ code: "not_found" });
    await expect(pauseCampaign(stranger, { campaignId: id })).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteCampaign(stranger, { campaignId: id })).rejects.toMatchObject({ code: "not_found" });
    expect((await listCampaigns(stranger, { limit: 50 })).items).toEqual([]);
    const viewer: WorkspaceCtx = { ...ctx, actor: { type: "api_key", apiKeyId: "k", role: "viewer" } };
    expect((await getCampaign(viewer, { campaignId: id })).id).toBe(id);
    await expect(sendCampaign(viewer, { campaignId: id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteCampaign(viewer, { campaignId: id })).rejects.toMatchObject({ code: "forbidden" });
  });
});

test("lists go newest first, page by page, by name and status, without the contents", async () => {
  const ids = [];
  for (const name of ["Spring 100%", "Summer", "Spring sale"]) ids.unshift((await create({ name })).id);
  const first = await listCampaigns(ctx, { limit: 2 });
  expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect(first.items[0]).not.toHaveProperty("html");
  expect((await listCampaigns(ctx, { limit: 2, cursor: first.nextCursor ?? "" })).items.map(({ id }) => id)).toEqual(
    ids.slice(2),
  );
  expect((await listCampaigns(ctx, { limit: 9, search: "spring" })).items).toHaveLength(2);
  expect((await listCampaigns(ctx, { limit: 9, search: "0%" })).items).toHaveLength(1);
  expect((await listCampaigns(ctx, { limit: 9, status: "sent" })).items).toEqual([]);
});

test("sent by two people at once, a campaign begins once", async () => {
  await testContacts(ctx, audienceId, [ann]);
  const { id } = await create();
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => sendCampaign(ctx, { campaignId: id })));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const started = await ctx.sql`
    select from events where workspace_id = ${toUuid("wks", ctx.workspace.id)} and type = 'campaign.started'`;
  expect(started).toHaveLength(1);
});

test.each([undefined, new Date("2099-01-01").toISOString()])(
  "emptied while it is being sent, a campaign is not sent (at %s)",
  async (at) => {
    await testContacts(ctx, audienceId, [ann]);
    const { id: campaignId } = await create();
    const [sent] = await ctx.sql.begin(async (tx) => {
      await tx`update campaigns set html = '', segment_id = null where id = ${toUuid("cmp", campaignId)}`;
      const sending = Promise.allSettled([sendCampaign(ctx, { campaignId, ...(at === undefined ? {} : { at }) })]);
      // It has found everything as it was, and waits for whoever changes it.
      await untilWaiting(ctx, 1);
      return [sending];
    });
    expect((await sent)?.[0]).toMatchObject({ status: "rejected", reason: { issues: [{ path: "html" }] } });
    expect((await getCampaign(ctx, { campaignId })).status).toBe("draft");
  },
);

describe("a scheduled campaign", () => {
  const at = () => new Date(ctx.clock.now.getTime() + 3_600_000).toISOString();

  test("stays scheduled when it is edited, and must stay fit to be sent", async () => {
    await testContacts(ctx, audienceId, [ann]);
    const { id: campaignId } = await create();
    await expect(sendCampaign(ctx, { campaignId, at: ctx.clock.now.toISOString() })).rejects.toMatchObject({
      issues: [{ path: "at" }],
    });
    await sendCampaign(ctx, { campaignId, at: at() });
    expect(await updateCampaign(ctx, { campaignId, subject: "New" })).toMatchObject({
      status: "scheduled",
      subject: "New",
    });
    await expect(updateCampaign(ctx, { campaignId, subject: "" })).rejects.toMatchObject({
      issues: [{ path: "subject" }],
    });
    expect((await getCampaign(ctx, { campaignId })).subject).toBe("New");
  });

  test("becomes a draft when it is paused, and ends when it is cancelled", async () => {
    await testContacts(ctx, audienceId, [ann]);
    const { id: campaignId } = await create();
    await sendCampaign(ctx, { campaignId, at: at() });
    expect(await pauseCampaign(ctx, { campaignId })).toMatchObject({ status: "draft", scheduledAt: null });
    await sendCampaign(ctx, { campaignId, at: at() });
    expect(await cancelCampaign(ctx, { campaignId })).toMatchObject({ status: "cancelled" });
  });

  test("whose segment was deleted reaches nobody, rather than everybody: it is a draft again and says why", async () => {
    const [one = ""] = await testContacts(ctx, audienceId, [ann, { email: "bob@example.com" }]);
    const segmentId = await segment([one]);
    const { id: campaignId } = await create({ segmentId });
    await sendCampaign(ctx, { campaignId, at: at() });
    await ctx.sql`delete from segments where id = ${toUuid("seg", segmentId)}`;
    const due = { ...ctx, now: () => new Date(ctx.clock.now.getTime() + 3_600_000) };
    await drainCampaigns(due, null);
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({
      status: "draft",
      segmentName: "Deleted segment",
      pauseReason: expect.stringContaining("its segment was deleted"),
    });
    expect(await captured()).toEqual([]);
    expect(await countRecipients(ctx, { campaignId })).toEqual({ active: 0, others: 0 });
    await expect(sendCampaign(ctx, { campaignId })).rejects.toMatchObject({ issues: [{ path: "segmentId" }] });
    await updateCampaign(ctx, { campaignId, segmentId: null });
    await sendCampaign(ctx, { campaignId });
    await drainCampaigns(ctx, null);
    expect(await captured()).toEqual(["ann@example.com", "bob@example.com"]);
  });
});

describe("a segment's campaign", () => {
  test("reaches its Active members alone", async () => {
    const people = await testContacts(ctx, audienceId, [
      ann,
      { email: "left@example.com", status: "unsubscribed" },
      { email: "bob@example.com" },
    ]);
    const segmentId = await segment(people.slice(0, 2));
    const { id: campaignId } = await create({ segmentId });
    expect(await countRecipients(ctx, { campaignId })).toEqual({ active: 1, others: 1 });
    await sendCampaign(ctx, { campaignId });
    await drainCampaigns(ctx, null);
    expect(await captured()).toEqual(["ann@example.com"]);
  });

  test("waits until a rebuild of the segment has found its members", async () => {
    const people = await testContacts(ctx, audienceId, [ann]);
    const segmentId = await segment(people);
    const { id: campaignId } = await create({ segmentId });
    await sendCampaign(ctx, { campaignId });
    await ctx.sql`update segments set version = 2 where id = ${toUuid("seg", segmentId)}`;
    await drainCampaigns(ctx, null);
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({
      status: "sending",
      progress: { total: null, gathered: 0 },
    });
    await ctx.sql`update segments set built_version = 2 where id = ${toUuid("seg", segmentId)}`;
    await drainCampaigns(ctx, null);
    expect(await captured()).toEqual(["ann@example.com"]);
  });
});

describe("a campaign that was sent", () => {
  test("keeps its content; name and speed may change, and sending the same values changes nothing", async () => {
    await testContacts(ctx, audienceId, [ann]);
    const { id: campaignId } = await create();
    await sendCampaign(ctx, { campaignId });
    await drainCampaigns(ctx, null);
    expect(await updateCampaign(ctx, { campaignId, name: "Done", ratePerMinute: 5, ...ready })).toMatchObject({
      name: "Done",
    });
    await expect(updateCampaign(ctx, { campaignId, subject: "Other" })).rejects.toMatchObject({
      code: "conflict",
      message: "This campaign has been sent. Duplicate it to send it again. Only its name and speed can be changed.",
    });
    await expect(updateCampaign(ctx, { campaignId, audienceId: (await testAudience(ctx)).id })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(sendCampaign(ctx, { campaignId })).rejects.toMatchObject({ code: "conflict" });
  });

  test("gives its content, recipients and webhooks to a copy, and takes everything with it when it is deleted", async () => {
    await testContacts(ctx, audienceId, [ann]);
    const { id: campaignId } = await create({
      name: "n".repeat(100),
      ratePerMinute: 7,
      previewText: "p",
      replyTo: "r@example.com",
    });
    await ctx.db.insert(webhooks).values({
      id: newId("whk"),
      workspaceId: ctx.workspace.id,
      campaignId,
      url: "https://example.com",
      contentType: "json",
      method: "POST",
      events: ["email.sent"],
    });
    await sendCampaign(ctx, { campaignId });
    await drainCampaigns(ctx, null);
    const { id, name, createdAt, updatedAt, ...copy } = await duplicateCampaign(ctx, { campaignId });
    expect(name).toBe(`${"n".repeat(93)} (copy)`);
    expect(copy).toMatchObject({
      ...ready,
      status: "draft",
      startedAt: null,
      ratePerMinute: 7,
      previewText: "p",
      webhookCount: 1,
    });
    await deleteCampaign(ctx, { campaignId });
    await expect(getCampaign(ctx, { campaignId })).rejects.toMatchObject({ code: "not_found" });
    expect((await getCampaign(ctx, { campaignId: id })).webhookCount).toBe(1);
  });

  test("is not deleted while it is being sent", async () => {
    await testContacts(ctx, audienceId, [ann]);
    const { id: campaignId } = await create();
    await sendCampaign(ctx, { campaignId });
    await expect(deleteCampaign(ctx, { campaignId })).rejects.toMatchObject({ code: "conflict" });
  });
});
