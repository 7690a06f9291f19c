import { beforeEach, describe, expect, test } from "vitest";
import { fromUuid, toUuid } from "@/db/ids";
import { deleteContact } from "../../contacts/delete";
import type { WorkspaceCtx } from "../../context";
import { listMailbox } from "../../mailbox/list";
import { testAudience } from "../../testing/audience";
import { testCampaign } from "../../testing/campaign";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { cancelCampaign } from "../cancel";
import { getCampaign } from "../get";
import { pauseCampaign } from "../pause";
import { resumeCampaign } from "../resume";
import { sendCampaign } from "../send";
import { drainCampaigns, manyContacts, testContacts } from "../testing/sending";
import { captureMails } from "./capture";
import { type Claim, claimMessages, claimMs, releaseClaim } from "./claim";
import { composeMails } from "./compose";
import { loadContents } from "./contents";
import { gatherRecipients } from "./gather";
import { sendDueCampaigns } from "./send-due";

let ctx: TestCtx & WorkspaceCtx;
let audienceId: string;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.sql`update campaigns set status = 'cancelled' where status in ('sending', 'scheduled')`;
  audienceId = (await testAudience(ctx)).id;
});

const html =
  '<p>Hi {{ contact.first_name | default: "you" }}</p><a href="https://example.com/sale?who={{ contact.email | url_encode }}">Sale</a>';
const send = async (more: Parameters<typeof testCampaign>[2] = {}) => {
  const campaignId = await testCampaign(ctx, audienceId, { html, ...more });
  await sendCampaign(ctx, { campaignId });
  return campaignId;
};
const later = (ms: number) => {
  ctx.clock.now = new Date(ctx.clock.now.getTime() + ms);
};
const captured = () => ctx.sql<{ to: string; mails: number }[]>`
  select to_address as to, count(*)::int as mails from mails
  where workspace_id = ${toUuid("wks", ctx.workspace.id)} and kind = 'campaign' group by to_address order by to_address`;
const events = () => ctx.sql<{ type: string; contactId: string | null; data: Record<string, unknown> }[]>`
  select type, contact_id as "contactId", data from events
  where workspace_id = ${toUuid("wks", ctx.workspace.id)} and (type like 'email.%' or type like 'campaign.%') order by id`;
const states = async (campaignId: string) => {
  const { progress } = await getCampaign(ctx, { campaignId });
  return Object.fromEntries(Object.entries(progress.states).filter(([, count]) => count > 0));
};

/** What a process does between its claim and its write. */
async function prepare(claim: Claim) {
  const campaigns = await loadContents(ctx, [...new Set(claim.messages.map(({ campaignId }) => campaignId))]);
  return composeMails(ctx, campaigns, claim.messages);
}

describe("a campaign", () => {
  test("reaches every Active contact once, with merge tags, headers and events, and ends as sent", async () => {
    await testContacts(ctx, audienceId, [
      { email: "ann@example.com", firstName: "Ann" },
      { email: "bob@example.com" },
      { email: "pat@example.com", status: "unconfirmed" },
      { email: "una@example.com", status: "unsubscribed" },
    ]);
    const campaignId = await send({ replyTo: "care@example.com" });
    await drainCampaigns(ctx, null);
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({
      status: "sent",
      progress: { total: 2, gathered: 2, states: { captured: 2, pending: 0 } },
      totals: { sent: 2 },
    });
    const { items } = await listMailbox(ctx, { to: "ann@example.com", limit: 50 });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      kind: "campaign",
      state: "captured",
      fromName: "Shop",
      fromAddress: "shop@example.com",
      replyTo: "care@example.com",
      subject: "Hello Ann",
      headers: {
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "X-Tidegate-Message": expect.stringMatching(/^msg_/),
      },
    });
    expect(items[0]?.html).toContain("<p>Hi Ann</p>");
    expect(items[0]?.html).toMatch(/href="http:\/\/localhost:3000\/c\/[\w-]+\?to=/);
    expect(items[0]?.html).toMatch(/\/unsubscribe\/[\w-]+"[^>]*>Unsubscribe<\/a><\/p><img src="[^"]*\/o\//);
    expect((await listMailbox(ctx, { to: "bob@example.com", limit: 50 })).items[0]?.html).toContain("<p>Hi you</p>");
    const told = await events();
    expect(told.map(({ type }) => type)).toEqual(["campaign.started", "email.sent", "email.sent", "campaign.sent"]);
    expect(told[0]).toMatchObject({ contactId: null, data: { campaign: { id: campaignId, status: "sending" } } });
    expect(told[1]?.data).toMatchObject({
      contact: { status: "subscribed" },
      campaign: { id: campaignId, name: "Summer Promotion", audienceName: "Newsletter", fromEmail: "shop@example.com" },
      messageId: expect.stringMatching(/^msg_/),
    });
    expect(told[3]?.data).toMatchObject({ campaign: { status: "sent", sentAt: ctx.clock.now.toISOString() } });
  });

  test("leaves nobody out and sends nobody two when a process dies between its claim and its write", async () => {
    await manyContacts(ctx, audienceId, 40);
    const campaignId = await send();
    while (await gatherRecipients(ctx));
    const lost = await claimMessages(ctx, 15);
    const made = await prepare(lost);
    await drainCampaigns(ctx, null);
    expect(await states(campaignId)).toEqual({ captured: 25, pending: 15 });
    expect((await getCampaign(ctx, { campaignId })).status).toBe("sending");
    later(claimMs);
    await drainCampaigns(ctx, null);
    // The process was only slow: what it writes now must not count.
    await captureMails(ctx, lost, made.mails, made.unsent);
    expect((await captured()).map(({ mails }) => mails)).toEqual(Array(40).fill(1));
    expect((await events()).filter(({ type }) => type === "email.sent")).toHaveLength(40);
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({ status: "sent", totals: { sent: 40 } });
  });

  test("is gathered in chunks, by several processes, each contact once", async () => {
    await manyContacts(ctx, audienceId, 11_000);
    const campaignId = await send();
    await Promise.all(
      [0, 1, 2].map(async () => {
        while (await gatherRecipients(ctx));
      }),
    );
    while (await gatherRecipients(ctx));
    expect((await getCampaign(ctx, { campaignId })).progress).toMatchObject({ total: 11_000, gathered: 11_000 });
  });

  test("shares every step with the others, and none gets more than its speed", async () => {
    await manyContacts(ctx, audienceId, 500);
    const [one, two, slow] = [await send(), await send(), await send({ ratePerMinute: 60 })];
    for (let chunk = 0; chunk < 6; chunk++) await gatherRecipients(ctx);
    await sendDueCampaigns(ctx, null);
    expect(await states(one)).toEqual({ captured: 100, pending: 400 });
    expect(await states(two)).toEqual({ captured: 100, pending: 400 });
    expect(await states(slow)).toEqual({ captured: 2, pending: 498 });
    await drainCampaigns(ctx, null);
    expect(await states(slow)).toEqual({ captured: 2, pending: 498 });
    later(1_999);
    await drainCampaigns(ctx, null);
    expect(await states(slow)).toEqual({ captured: 2, pending: 498 });
    later(1);
    await drainCampaigns(ctx, null);
    expect(await states(slow)).toEqual({ captured: 4, pending: 496 });
    expect((await getCampaign(ctx, { campaignId: one })).status).toBe("sent");
  });

  test("keeps its speed over a pause", async () => {
    await manyContacts(ctx, audienceId, 10);
    const campaignId = await send({ ratePerMinute: 60 });
    while (await gatherRecipients(ctx));
    await drainCampaigns(ctx, null);
    await pauseCampaign(ctx, { campaignId });
    await resumeCampaign(ctx, { campaignId });
    await drainCampaigns(ctx, null);
    expect(await states(campaignId)).toEqual({ captured: 2, pending: 8 });
  });

  test("asks again at the mail itself: who left or was deleted after the gathering gets none", async () => {
    const [gone = "", left = ""] = await testContacts(ctx, audienceId, [
      { email: "gone@example.com" },
      { email: "left@example.com" },
      { email: "ann@example.com" },
    ]);
    const campaignId = await send();
    while (await gatherRecipients(ctx));
    await deleteContact(ctx, { audienceId, contactId: fromUuid("con", gone) });
    await testContacts(ctx, audienceId, [{ email: "left@example.com", status: "unsubscribed" }]);
    await drainCampaigns(ctx, null);
    expect((await captured()).map(({ to }) => to)).toEqual(["ann@example.com"]);
    const reasons = await ctx.sql`
      select contact_id as "contactId", reason from campaign_messages where campaign_id = ${toUuid("cmp", campaignId)} and state = 'skipped'`;
    expect([...reasons]).toEqual(
      expect.arrayContaining([
        { contactId: gone, reason: "The contact was deleted before it was sent." },
        { contactId: left, reason: "The contact had unsubscribed when it was to be sent." },
      ]),
    );
    expect((await getCampaign(ctx, { campaignId })).status).toBe("sent");
  });

  test("asks once more when the mail is written: who left while it was being made gets none", async () => {
    await testContacts(ctx, audienceId, [{ email: "left@example.com" }, { email: "ann@example.com" }]);
    const campaignId = await send();
    while (await gatherRecipients(ctx));
    const claim = await claimMessages(ctx, 10);
    const { mails, unsent } = await prepare(claim);
    await testContacts(ctx, audienceId, [{ email: "left@example.com", status: "unsubscribed" }]);
    await captureMails(ctx, claim, mails, unsent);
    expect((await captured()).map(({ to }) => to)).toEqual(["ann@example.com"]);
    await releaseClaim(ctx, claim);
    await drainCampaigns(ctx, null);
    expect(await states(campaignId)).toEqual({ captured: 1, skipped: 1 });
  });

  test("that is paused in the middle stops, and goes on where it stopped", async () => {
    await manyContacts(ctx, audienceId, 700);
    const campaignId = await send();
    await sendDueCampaigns(ctx, null);
    await pauseCampaign(ctx, { campaignId });
    await drainCampaigns(ctx, null);
    expect(await states(campaignId)).toEqual({ captured: 300, pending: 400 });
    await resumeCampaign(ctx, { campaignId });
    await drainCampaigns(ctx, null);
    expect(await states(campaignId)).toEqual({ captured: 700 });
    expect((await captured()).every(({ mails }) => mails === 1)).toBe(true);
    expect((await events()).map(({ type }) => type).filter((type) => type !== "email.sent")).toEqual([
      "campaign.started",
      "campaign.paused",
      "campaign.sent",
    ]);
  });

  test("that is paused while a batch is made writes nothing of it", async () => {
    await manyContacts(ctx, audienceId, 5);
    const campaignId = await send();
    while (await gatherRecipients(ctx));
    const claim = await claimMessages(ctx, 5);
    const { mails, unsent } = await prepare(claim);
    await pauseCampaign(ctx, { campaignId });
    await captureMails(ctx, claim, mails, unsent);
    await releaseClaim(ctx, claim);
    expect(await states(campaignId)).toEqual({ pending: 5 });
    expect(await captured()).toHaveLength(0);
    await resumeCampaign(ctx, { campaignId });
    await drainCampaigns(ctx, null);
    expect(await states(campaignId)).toEqual({ captured: 5 });
  });

  test("that is cancelled in the middle reaches nobody else", async () => {
    await manyContacts(ctx, audienceId, 400);
    const campaignId = await send();
    await sendDueCampaigns(ctx, null);
    expect(await cancelCampaign(ctx, { campaignId })).toMatchObject({
      status: "cancelled",
      progress: { states: { captured: 300 } },
    });
    await drainCampaigns(ctx, null);
    expect(await captured()).toHaveLength(300);
    await expect(resumeCampaign(ctx, { campaignId })).rejects.toMatchObject({ code: "conflict" });
  });

  test("begins at its time, even when nobody woke anything", async () => {
    await testContacts(ctx, audienceId, [{ email: "ann@example.com" }]);
    const campaignId = await testCampaign(ctx, audienceId, { html });
    const at = new Date(ctx.clock.now.getTime() + 60_000).toISOString();
    expect(await sendCampaign(ctx, { campaignId, at })).toMatchObject({ status: "scheduled", scheduledAt: at });
    await drainCampaigns(ctx, null);
    expect(await captured()).toHaveLength(0);
    later(60_000);
    await drainCampaigns(ctx, null);
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({ status: "sent", scheduledAt: at });
    expect(await captured()).toHaveLength(1);
  });
});
