import { beforeEach, describe, expect, test } from "vitest";
import { newUuid, toUuid } from "@/db/ids";
import { deleteContact } from "../../contacts/delete";
import type { WorkspaceCtx } from "../../context";
import { insertEvents } from "../../events/emit";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { sentCampaign } from "../testing/sent-campaign";
import { allowing, answerClick, answerOpen } from "./answer";
import { createTracker, type MailTracker } from "./create-tracker";
import { prepareLinks, trackLinks } from "./links";
import { signToken } from "./token";

let ctx: WorkspaceCtx & TestCtx;
let tracker: MailTracker;
let campaign: Awaited<ReturnType<typeof sentCampaign>>;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  tracker = createTracker(ctx);
  campaign = await sentCampaign(ctx, { contacts: 2, urls: ["https://example.com/sale", "https://example.com/about"] });
});

const browser = {
  "user-agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15",
  "x-forwarded-for": "203.0.113.9",
};
const openToken = (mail = campaign.mail) => signToken(ctx.key, { kind: "open", messageId: mail.target.messageId });
const clickToken = (link = 0, mail = campaign.mail) =>
  signToken(ctx.key, {
    kind: "click",
    messageId: mail.target.messageId,
    linkId: campaign.links[link]?.id ?? "",
  });
const open = (token: string, headers: Record<string, string> = browser, method = "GET") =>
  answerOpen({ ctx, tracker }, new Request(`http://localhost:3000/o/${token}`, { headers, method }), token);
const click = (pathAndQuery: string, headers: Record<string, string> = browser, method = "GET") =>
  answerClick(
    { ctx, tracker },
    new Request(`http://localhost:3000/c/${pathAndQuery}`, { headers, method }),
    pathAndQuery.split("?", 1)[0] ?? "",
  );
const events = async () => [
  ...(await ctx.sql<{ type: string; data: Record<string, unknown>; contactId: string }[]>`
    select type, data, contact_id as "contactId" from events
    where workspace_id = ${toUuid("wks", ctx.workspace.id)} and type like 'email.%' order by id`),
];
const outboxTypes = async () =>
  (
    await ctx.sql<{ types: string[] }[]>`
      select types from outbox where workspace_id = ${toUuid("wks", ctx.workspace.id)} order by id`
  ).flatMap(({ types }) => types);

describe("the pixel", () => {
  test("is an image that nothing keeps, and its opening is an event with contact, campaign and caller", async () => {
    const response = open(openToken());
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/gif"]);
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 6)
        .toString(),
    ).toBe("GIF89a");
    await tracker.close();
    expect(await events()).toMatchObject([
      {
        type: "email.opened",
        contactId: campaign.mail.target.contactId,
        data: {
          contact: { id: campaign.mail.contact.id, email: campaign.mail.contact.email, fields: { first_name: "Ann" } },
          campaign: {
            id: campaign.id,
            name: "Spring",
            subject: "Hello {{ contact.first_name }}",
            fromName: "Shop",
            fromEmail: "shop@example.com",
            status: "sent",
            audienceName: "Newsletter",
          },
          messageId: campaign.mail.id,
          userAgent: browser["user-agent"],
          ip: "203.0.113.9",
          machine: false,
        },
      },
    ]);
    expect(await outboxTypes()).toContain("email.opened");
  });

  test("tells the subject as the contact got it, from the event of the sending", async () => {
    const sentAt = new Date();
    await ctx.sql`update campaign_messages set sent_at = ${sentAt} where id = ${campaign.mail.target.messageId}`;
    await ctx.sql.begin((tx) =>
      insertEvents(tx, [
        {
          type: "email.sent",
          workspaceId: toUuid("wks", ctx.workspace.id),
          audienceId: campaign.audience.uuid,
          contactId: campaign.mail.target.contactId,
          data: { messageId: campaign.mail.id, subject: "Hello Ann" },
          source: "campaign",
          sourceId: campaign.id,
          occurredAt: sentAt,
        },
      ]),
    );
    open(openToken());
    open(openToken(campaign.mails[1]));
    await tracker.close();
    const opened = (await events()).filter(({ type }) => type === "email.opened");
    expect(opened.map(({ data }) => data.subject)).toEqual(["Hello Ann", "Hello {{ contact.first_name }}"]);
  });

  test("is shown at once also where the database can't be written to, and nothing of it is thrown", async () => {
    await ctx.sql`alter table events add constraint no_opens check (type <> 'email.opened') not valid`;
    try {
      expect(open(openToken()).status).toBe(200);
      await tracker.close();
    } finally {
      await ctx.sql`alter table events drop constraint no_opens`;
    }
    expect(await events()).toEqual([]);
  });

  test("loaded by hundreds at once loses none of them when the process stops, and a bad one spoils no other", async () => {
    const mails = Array.from({ length: 600 }, (_, index) => campaign.mails[index % 2] ?? campaign.mail);
    for (const mail of mails) open(openToken(mail));
    open(signToken(ctx.key, { kind: "open", messageId: newUuid() }));
    await tracker.close();
    expect(await events()).toHaveLength(600);
  });

  test("after the stop is still an image", async () => {
    await tracker.close();
    expect(open(openToken()).status).toBe(200);
  });
});

describe("a click", () => {
  test("leads to the link's own address, and is durable by then", async () => {
    const response = await click(clickToken());
    expect([response.status, response.headers.get("location")]).toEqual([302, "https://example.com/sale"]);
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(await events()).toMatchObject([
      { type: "email.clicked", data: { url: "https://example.com/sale", machine: false, messageId: campaign.mail.id } },
    ]);
  });

  test("leads nowhere else, whatever is added to it", async () => {
    for (const more of ["?to=https://evil.example/", "?url=https://evil.example/", "?to=//evil.example"]) {
      const response = await click(`${clickToken()}${more}`);
      expect(response.headers.get("location")).toBe("https://example.com/sale");
    }
  });

  test("on an address made for its reader leads there, and to no other one", async () => {
    const template = `<a href="https://example.com/?name={{ contact.first_name }}">Shop</a>`;
    const { html, urls } = prepareLinks(template);
    const own = await sentCampaign(ctx, { urls });
    const mail = trackLinks(ctx, html.replace(/{{.*}}/, "Ann &amp; Bob"), own.mail.target.messageId, own.links);
    const href = /\/c\/([^"]+)/.exec(mail)?.[1] ?? "";
    const response = await click(href);
    expect([response.status, response.headers.get("location")]).toEqual([
      302,
      "https://example.com/?name=Ann%20&%20Bob",
    ]);
    expect((await events()).at(-1)?.data).toMatchObject({ url: "https://example.com/?name=Ann & Bob" });
    for (const to of ["https://evil.example/", "https://example.com/?name=Eve", ""])
      expect((await click(`${href.split("?")[0]}?to=${encodeURIComponent(to)}`)).status).toBe(404);
  });

  test("signed for an address on another host than the link's leads nowhere", async () => {
    const own = await sentCampaign(ctx, { urls: ["https://example.com/?name={{ contact.first_name }}"] });
    const to = "https://evil.example/?name=Ann";
    const linkId = own.links[0]?.id ?? "";
    const token = signToken(ctx.key, { kind: "clickTo", messageId: own.mail.target.messageId, linkId }, to);
    expect((await click(`${token}?to=${encodeURIComponent(to)}`)).status).toBe(404);
  });

  test("in a mail whose campaign was deleted gets a plain page that says so", async () => {
    await ctx.sql`delete from campaigns where id = ${toUuid("cmp", campaign.id)}`;
    const response = await click(clickToken());
    expect([response.status, await response.text()]).toEqual([410, expect.stringContaining("has been deleted")]);
    expect(open(openToken()).status).toBe(200);
    await tracker.close();
    expect(await events()).toEqual([]);
  });

  test("of a deleted contact leads on and leaves no event, nor does an opening", async () => {
    await deleteContact(ctx, { audienceId: campaign.audience.id, contactId: campaign.mail.contact.id });
    expect((await click(clickToken())).status).toBe(302);
    open(openToken());
    await tracker.close();
    expect(await events()).toEqual([]);
  });
});

describe("forged and misplaced tokens", () => {
  test("get a 404 page, and no look-up", async () => {
    const good = clickToken();
    const noDatabase = {
      ...ctx,
      get sql(): never {
        throw new Error("a forged token costs no look-up");
      },
    };
    for (const bad of [
      "x",
      good.slice(0, -1),
      `${good.slice(0, -1)}_`,
      "A".repeat(66),
      "A".repeat(5_000),
      openToken(),
    ]) {
      const request = new Request(`http://localhost:3000/c/${bad}`, { headers: browser });
      const response = await answerClick({ ctx: noDatabase, tracker }, request, bad);
      expect([response.status, response.headers.get("location")], bad).toEqual([404, null]);
      expect(await response.text()).toContain("This link is not valid");
    }
    for (const bad of ["", "x", clickToken(), openToken().slice(1)]) expect(open(bad).status).toBe(404);
    await tracker.close();
    expect(await events()).toEqual([]);
  });
});

describe("programs", () => {
  const machineOf = async () => (await events()).map(({ data }) => data.machine);

  test.each([
    ["a prefetch", { ...browser, "sec-purpose": "prefetch;prerender" }],
    ["an older prefetch", { ...browser, purpose: "prefetch" }],
    ["a scanner", { "user-agent": "Mozilla/5.0 (compatible; BarracudaCentral; +http://barracuda.com)" }],
    ["a script", { "user-agent": "python-requests/2.31" }],
    ["Apple's mail privacy proxy", { "user-agent": "Mozilla/5.0" }],
    ["a caller without a name", {}],
  ])("%s is flagged, not dropped", async (_, headers) => {
    open(openToken(), headers);
    await click(clickToken(), headers);
    await tracker.close();
    expect(await machineOf()).toEqual([true, true]);
  });

  test("a click within two seconds of the sending is flagged, one after them is not", async () => {
    const sentAt = ctx.now();
    await ctx.sql`update campaign_messages set sent_at = ${sentAt} where id = ${campaign.mail.target.messageId}`;
    ctx.clock.now = new Date(sentAt.getTime() + 1_999);
    await click(clickToken());
    ctx.clock.now = new Date(sentAt.getTime() + 5_000);
    await click(clickToken());
    expect(await machineOf()).toEqual([true, false]);
  });

  test("the click on another link of the same mail within a second is flagged; the same link twice, or another mail's, is not", async () => {
    await click(clickToken(0));
    await click(clickToken(1));
    expect(await machineOf()).toEqual([false, true]);
    ctx.clock.now = new Date(ctx.clock.now.getTime() + 60_000);
    await click(clickToken(0));
    await click(clickToken(0));
    await click(clickToken(1, campaign.mails[1]));
    expect((await machineOf()).slice(2)).toEqual([false, false, false]);
  });

  test("HEAD and OPTIONS answer and leave no event", async () => {
    const head = open(openToken(), browser, "HEAD");
    expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
    expect((await click(clickToken(), browser, "HEAD")).headers.get("location")).toBe("https://example.com/sale");
    const options = allowing("GET, HEAD, OPTIONS")();
    expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
    await tracker.close();
    expect(await events()).toEqual([]);
  });
});
