import { beforeEach, describe, expect, test } from "vitest";
import { fromUuid, newId, newUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import type { EventName } from "../../events/catalogue";
import { insertEvents } from "../../events/emit";
import { relayEvents } from "../../events/relay";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { trackEvents } from "../../tracking/track-events";
import { listMessages } from "../list-messages";
import { sentCampaign } from "../testing/sent-campaign";
import { campaignCounter } from "./count";
import { getReport } from "./get";
import { listLinks } from "./list-links";

let ctx: WorkspaceCtx & TestCtx;
let campaign: Awaited<ReturnType<typeof sentCampaign>>;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.sql`truncate outbox`;
  campaign = await sentCampaign(ctx, { contacts: 3, urls: ["https://example.com/sale", "https://example.com/about"] });
  await ctx.sql`truncate outbox`;
});

type Mail = (typeof campaign.mails)[number];
const mailOf = (index: number): Mail => campaign.mails[index] ?? campaign.mail;
const draft = (mail: Mail, type: EventName, data: Record<string, unknown> = {}, at = "2026-03-01T12:00:00Z") => ({
  type,
  workspaceId: toUuid("wks", ctx.workspace.id),
  audienceId: campaign.audience.uuid,
  contactId: mail.target.contactId,
  data: { contact: {}, messageId: mail.id, ...data },
  source: "contact",
  sourceId: campaign.id,
  occurredAt: new Date(at),
});
const record = (...drafts: ReturnType<typeof draft>[]) => ctx.sql.begin((tx) => insertEvents(tx, drafts));
const relayAll = async () => {
  while (await relayEvents(ctx, [campaignCounter]));
};
const report = () => getReport(ctx, { campaignId: campaign.id });
const messages = (query: Partial<Parameters<typeof listMessages>[1]> = {}) =>
  listMessages(ctx, { campaignId: campaign.id, limit: 10, ...query });
const linkId = (index: number) => fromUuid("lnk", campaign.links[index]?.id ?? "");

describe("what is counted", () => {
  test("an open counts once as a contact and every time as an event; the first moment stays, told late or not", async () => {
    await record(draft(mailOf(0), "email.opened", {}, "2026-03-01T12:30:00Z"));
    await relayAll();
    await record(
      draft(mailOf(0), "email.opened", {}, "2026-03-01T14:00:00Z"),
      draft(mailOf(0), "email.opened", {}, "2026-03-01T11:00:00Z"),
      draft(mailOf(1), "email.opened", {}, "2026-03-01T14:10:00Z"),
    );
    await relayAll();
    const { totals, hours } = await report();
    expect(totals.opened).toEqual({ contacts: 2, events: 4 });
    expect(hours).toEqual([
      { hour: "2026-03-01T11:00:00.000Z", sent: 0, opened: 0, clicked: 0 },
      { hour: "2026-03-01T12:00:00.000Z", sent: 0, opened: 1, clicked: 0 },
      { hour: "2026-03-01T13:00:00.000Z", sent: 0, opened: 0, clicked: 0 },
      { hour: "2026-03-01T14:00:00.000Z", sent: 0, opened: 1, clicked: 0 },
    ]);
    const { items } = await messages({ did: "opened" });
    expect(items.map(({ id, opens, openedAt }) => [id, opens, openedAt])).toEqual([
      [mailOf(1).id, 1, "2026-03-01T14:10:00.000Z"],
      [mailOf(0).id, 3, "2026-03-01T11:00:00.000Z"],
    ]);
  });

  test("clicks by link, most clicked first, and links that nobody followed", async () => {
    await record(
      draft(mailOf(0), "email.clicked", { linkId: linkId(1) }),
      draft(mailOf(0), "email.clicked", { linkId: linkId(1) }),
      draft(mailOf(1), "email.clicked", { linkId: linkId(1) }),
    );
    await relayAll();
    expect((await listLinks(ctx, { campaignId: campaign.id })).items).toEqual([
      { id: linkId(1), url: "https://example.com/about", clicks: 3, contacts: 2 },
      { id: linkId(0), url: "https://example.com/sale", clicks: 0, contacts: 0 },
    ]);
    expect((await report()).totals.clicked).toEqual({ contacts: 2, events: 3 });
    expect((await messages({ did: "clicked" })).items.map(({ clicks }) => clicks)).toEqual([1, 2]);
  });

  test("what programs do stands apart: no contact opened or clicked by it", async () => {
    await record(
      draft(mailOf(0), "email.opened", { machine: true }),
      draft(mailOf(0), "email.opened", { machine: true }),
      draft(mailOf(0), "email.clicked", { machine: true, linkId: linkId(0) }),
      draft(mailOf(0), "email.opened", { machine: false }),
    );
    await relayAll();
    expect((await report()).totals).toMatchObject({
      machineOpened: { contacts: 1, events: 2 },
      machineClicked: { contacts: 1, events: 1 },
      opened: { contacts: 1, events: 1 },
      clicked: { contacts: 0, events: 0 },
    });
    expect((await messages({ did: "clicked" })).items).toEqual([]);
    expect((await messages({ did: "opened" })).items).toMatchObject([{ opens: 1, clickedAt: null }]);
    expect((await listLinks(ctx, { campaignId: campaign.id })).items.map(({ clicks }) => clicks)).toEqual([0, 0]);
  });

  test("sent, bounced, complained and unsubscribed, each with its moment", async () => {
    await record(
      ...campaign.mails.map((mail) => draft(mail, "email.sent")),
      draft(mailOf(0), "email.bounced", { bounceType: "hard" }),
      draft(mailOf(1), "email.complained"),
      draft(mailOf(2), "email.unsubscribed"),
      draft(mailOf(2), "email.unsubscribed"),
    );
    await relayAll();
    expect((await report()).totals).toMatchObject({
      sent: { contacts: 3, events: 3 },
      bounced: { contacts: 1, events: 1 },
      complained: { contacts: 1, events: 1 },
      unsubscribed: { contacts: 1, events: 2 },
    });
    const at = "2026-03-01T12:00:00.000Z";
    expect((await messages({ did: "bounced" })).items).toMatchObject([{ id: mailOf(0).id, bouncedAt: at }]);
    expect((await messages({ did: "complained" })).items).toMatchObject([{ id: mailOf(1).id, complainedAt: at }]);
    expect((await messages({ did: "unsubscribed" })).items).toMatchObject([{ id: mailOf(2).id, unsubscribedAt: at }]);
    expect((await messages({ state: "captured", limit: 2 })).nextCursor).toBe(mailOf(1).id);
    expect((await messages({ state: "failed" })).items).toEqual([]);
  });
});

describe("exactly once", () => {
  test("across relays, beside each other, and after one that died behind the counting", async () => {
    for (let turn = 0; turn < 5; turn++)
      for (const mail of campaign.mails) await record(draft(mail, "email.clicked", { linkId: linkId(0) }));
    const dying = {
      types: ["email.clicked" as const],
      plan: async () => {
        throw new Error("after the counter");
      },
    };
    await expect(relayEvents(ctx, [campaignCounter, dying])).rejects.toThrow("after the counter");
    expect((await report()).totals.clicked).toEqual({ contacts: 0, events: 0 });
    await Promise.all([relayAll(), relayAll(), relayAll()]);
    await relayAll();
    expect((await report()).totals.clicked).toEqual({ contacts: 3, events: 15 });
    expect((await messages()).items.map(({ clicks }) => clicks)).toEqual([5, 5, 5]);
    expect((await listLinks(ctx, { campaignId: campaign.id })).items[0]).toMatchObject({ clicks: 15, contacts: 3 });
  });

  test("with a fixed number of statements for hundreds of events", async () => {
    await record(...Array.from({ length: 400 }, (_, index) => draft(mailOf(index % 3), "email.opened")));
    await relayAll();
    expect((await report()).totals.opened).toEqual({ contacts: 3, events: 400 });
  });
});

describe("events of other senders", () => {
  const tell = (type: string, contactId: string, data: Record<string, unknown>, as: WorkspaceCtx = ctx) =>
    trackEvents(as, { id: newUuid(), type, contactId, data });

  test("count on the mail that they name, and on the contact's mail of the campaign that they name", async () => {
    await tell("email.bounced", mailOf(0).contact.id, { messageId: mailOf(0).id, bounceType: "hard" });
    await tell("email.unsubscribed", mailOf(1).contact.id, { campaign: { id: campaign.id } });
    await tell("email.complained", mailOf(2).contact.id, {
      messageId: "<abc@mta.example>",
      campaign: { id: campaign.id },
    });
    await relayAll();
    expect((await report()).totals).toMatchObject({
      bounced: { contacts: 1 },
      unsubscribed: { contacts: 1 },
      complained: { contacts: 1 },
    });
    expect((await messages({ did: "unsubscribed" })).items.map(({ id }) => id)).toEqual([mailOf(1).id]);
  });

  test("count a click on the link that they name by its address", async () => {
    await tell("email.clicked", mailOf(0).contact.id, { messageId: mailOf(0).id, url: "https://example.com/about" });
    await tell("email.clicked", mailOf(0).contact.id, { messageId: mailOf(0).id, url: "https://example.com/other" });
    await relayAll();
    expect((await report()).totals.clicked).toEqual({ contacts: 1, events: 2 });
    expect((await listLinks(ctx, { campaignId: campaign.id })).items[0]).toMatchObject({ id: linkId(1), clicks: 1 });
  });

  test("count nowhere for another contact's mail, another workspace's, a mail that is gone, or none", async () => {
    const other = await testWorkspace(ctx);
    const theirs = await sentCampaign(other);
    await tell("email.opened", mailOf(0).contact.id, { messageId: mailOf(1).id });
    await tell("email.opened", theirs.mail.contact.id, { messageId: mailOf(0).id }, other);
    await tell("email.opened", mailOf(0).contact.id, { messageId: newId("msg"), campaign: { id: newId("cmp") } });
    await tell("email.opened", mailOf(0).contact.id, { messageId: 7, campaign: "spring", machine: "yes" });
    await relayAll();
    expect((await report()).totals.opened).toEqual({ contacts: 0, events: 0 });
    expect((await getReport(other, { campaignId: theirs.id })).totals.opened).toEqual({ contacts: 0, events: 0 });
  });
});

test("a campaign that was deleted before its last events were relayed holds up nothing", async () => {
  await record(draft(mailOf(0), "email.clicked", { linkId: linkId(0) }));
  await ctx.sql`delete from campaigns where id = ${toUuid("cmp", campaign.id)}`;
  await relayAll();
  const [left] = await ctx.sql`select count(*)::int as waiting from outbox`;
  expect(left?.waiting).toBe(0);
});

test("reports of another workspace's campaign are not found", async () => {
  const other = await testWorkspace(ctx);
  for (const read of [getReport, listLinks])
    await expect(read(other, { campaignId: campaign.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(listMessages(other, { campaignId: campaign.id, limit: 1 })).rejects.toMatchObject({ code: "not_found" });
});

test("what a sender dates before the sending moves the chart no further back", async () => {
  await record(
    draft(mailOf(0), "email.opened", {}, "2025-06-01T12:00:00Z"),
    draft(mailOf(0), "email.sent"),
    draft(mailOf(0), "email.clicked", {}, "2026-03-01T13:00:00Z"),
  );
  await relayAll();
  const { totals, hours } = await report();
  expect(totals.opened?.contacts).toBe(1);
  expect(hours).toEqual([
    { hour: "2026-03-01T12:00:00.000Z", sent: 1, opened: 0, clicked: 0 },
    { hour: "2026-03-01T13:00:00.000Z", sent: 0, opened: 0, clicked: 1 },
  ]);
});
