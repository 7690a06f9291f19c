import { beforeEach, describe, expect, test } from "vitest";
import type { ContactStatus } from "@/db/enums";
import { toUuid } from "@/db/ids";
import { loadAudienceConfigs } from "../../audiences/config";
import { change } from "../../contacts/change";
import { deleteContact } from "../../contacts/delete";
import { getContact } from "../../contacts/get";
import { listConsent } from "../../contacts/history";
import { sourceOf } from "../../contacts/source-of";
import { changeContacts } from "../../contacts/write";
import type { WorkspaceCtx } from "../../context";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { untilWaiting } from "../../testing/until-waiting";
import { sentCampaign } from "../testing/sent-campaign";
import { answerUnsubscribe } from "./answer-unsubscribe";
import { createTracker } from "./create-tracker";
import { oneClickHeaders, openPixel, unsubscribeUrl, unsubscribeUrlOf } from "./links";

let ctx: WorkspaceCtx & TestCtx;
let campaign: Awaited<ReturnType<typeof sentCampaign>>;
let url: string;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  campaign = await sentCampaign(ctx);
  url = unsubscribeUrl(ctx, campaign.mail.target);
});

const ask = async (method: string, address = url, init: RequestInit = {}) => {
  const request = new Request(address, {
    method,
    headers: { "x-forwarded-for": "203.0.113.9", "user-agent": "Mail program 1.0" },
    ...init,
  });
  const token = new URL(address).pathname.split("/").at(-1) ?? "";
  const response = await answerUnsubscribe({ ctx, tracker: createTracker(ctx) }, request, token);
  return { status: response.status, headers: response.headers, html: await response.text() };
};
const contact = () =>
  getContact(ctx, { audienceId: campaign.audience.id, contactId: campaign.mail.contact.id }).then(
    ({ status }) => status,
  );
/** A member, or a bounce that another sender reported, gives the contact another status. */
const become = async (status: ContactStatus) => {
  const audience = (await loadAudienceConfigs(ctx.sql, [campaign.audience.uuid])).get(campaign.audience.uuid);
  if (audience === undefined) throw new Error("the campaign's audience is there");
  await changeContacts(ctx, [
    change({
      audience,
      target: { contactId: campaign.mail.target.contactId },
      intent: "update",
      consent: { kind: "set", status },
      source: sourceOf(ctx),
      at: ctx.now(),
    }),
  ]);
};
const unsubscribings = async () => [
  ...(await ctx.sql<{ type: string; source: string; sourceId: string; data: Record<string, unknown> }[]>`
    select type, source, source_id as "sourceId", data from events
    where workspace_id = ${toUuid("wks", ctx.workspace.id)} and type like '%.unsubscribed' order by id`),
];

describe("the page", () => {
  test.each(["GET", "HEAD"])("%s changes nothing: scanners and prefetching browsers follow links", async (method) => {
    const { status, html } = await ask(method);
    expect(status).toBe(200);
    expect(html.includes("Unsubscribe from Newsletter?")).toBe(method !== "HEAD");
    expect(await contact()).toBe("subscribed");
    expect(await unsubscribings()).toEqual([]);
  });

  test("names list and address, runs no script, and is neither kept nor framed nor told to others", async () => {
    const { html, headers } = await ask("GET");
    expect(html).toContain(campaign.mail.contact.email);
    expect(html).not.toContain("<script");
    expect(html).toMatch(/<form method="post"[^>]*><button type="submit">/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  test("quotes names as text", async () => {
    await ctx.sql`update audiences set name = '<b>"Ann" & Co' where id = ${campaign.audience.uuid}`;
    const { html } = await ask("GET");
    expect(html).not.toContain("<b>");
    expect(html).toContain("&#60;b&#62;&#34;Ann&#34; &#38; Co");
  });
});

describe("any POST unsubscribes", () => {
  test.each([
    ["one click of a mail program", { body: "List-Unsubscribe=One-Click" }],
    ["the page's button", { body: "" }],
    ["multipart, as RFC 8058 allows", { body: new FormData() }],
    ["anything else", { body: "\0\u0001{" }],
  ])("%s", async (_, init) => {
    expect((await ask("POST", url, init)).html).toContain("You are unsubscribed");
    expect(await contact()).toBe("unsubscribed");
  });

  test("with its campaign in both events and in the consent log, by address and program", async () => {
    await ask("POST");
    const campaignData = { id: campaign.id, name: "Spring", audienceName: "Newsletter" };
    expect(await unsubscribings()).toMatchObject([
      {
        type: "email.unsubscribed",
        source: "contact",
        sourceId: campaign.id,
        data: {
          contact: { id: campaign.mail.contact.id, status: "unsubscribed" },
          campaign: campaignData,
          messageId: campaign.mail.id,
          ip: "203.0.113.9",
        },
      },
      { type: "contact.unsubscribed", source: "contact", sourceId: campaign.id },
    ]);
    const [entry] = (
      await listConsent(ctx, { audienceId: campaign.audience.id, contactId: campaign.mail.contact.id, limit: 1 })
    ).items;
    expect(entry).toMatchObject({
      from: "subscribed",
      to: "unsubscribed",
      source: "contact",
      sourceId: campaign.id,
      ip: "203.0.113.9",
      userAgent: "Mail program 1.0",
    });
  });

  test("once: the second time is a calm page, and fifty at once are one event of each kind", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask("POST")));
    answers.push(await ask("POST"));
    expect(new Set(answers.map(({ status, html }) => `${status} ${html.includes("You are unsubscribed")}`))).toEqual(
      new Set(["200 true"]),
    );
    expect((await unsubscribings()).map(({ type }) => type)).toEqual(["email.unsubscribed", "contact.unsubscribed"]);
  });

  test("once, also when both have seen the contact Active before either wrote", async () => {
    let answers: Promise<unknown> = Promise.resolve();
    await ctx.sql.begin(async (tx) => {
      await tx`select from contacts where id = ${campaign.mail.target.contactId} for update`;
      answers = Promise.all([ask("POST"), ask("POST")]);
      await untilWaiting(ctx, 2);
    });
    await answers;
    expect((await unsubscribings()).map(({ type }) => type)).toEqual(["email.unsubscribed", "contact.unsubscribed"]);
  });

  test("also who has not confirmed yet", async () => {
    await become("unconfirmed");
    await ask("POST");
    expect(await contact()).toBe("unsubscribed");
  });

  test.each(["bounced", "complained"] as const)("but whoever %s keeps that status", async (status) => {
    await become(status);
    expect(await ask("POST")).toMatchObject({ status: 200, html: expect.stringContaining("You get no more mail") });
    expect(await contact()).toBe(status);
    expect(await unsubscribings()).toEqual([]);
  });

  test("from an old mail, when the campaign has been deleted: the contact's own event alone", async () => {
    await ctx.sql`delete from campaigns where id = ${toUuid("cmp", campaign.id)}`;
    expect((await ask("POST")).status).toBe(200);
    expect(await contact()).toBe("unsubscribed");
    expect((await unsubscribings()).map(({ type, sourceId }) => [type, sourceId])).toEqual([
      ["contact.unsubscribed", null],
    ]);
  });

  test("by a link that names somebody else's mail: the contact, and not that mail's campaign", async () => {
    const other = await sentCampaign(ctx);
    await ask("POST", unsubscribeUrl(ctx, { ...campaign.mail.target, messageId: other.mail.target.messageId }));
    expect((await unsubscribings()).map(({ type, sourceId }) => [type, sourceId])).toEqual([
      ["contact.unsubscribed", null],
    ]);
  });

  test("by a link without a campaign", async () => {
    await ask("POST", unsubscribeUrlOf(ctx, campaign.mail.target));
    expect(await contact()).toBe("unsubscribed");
    expect((await unsubscribings()).map(({ type }) => type)).toEqual(["contact.unsubscribed"]);
  });

  test("of a deleted contact nobody, calmly", async () => {
    await deleteContact(ctx, { audienceId: campaign.audience.id, contactId: campaign.mail.contact.id });
    for (const method of ["GET", "POST"])
      expect(await ask(method)).toMatchObject({ status: 200, html: expect.stringContaining("not on this list") });
  });

  test("by a forged, cut or misplaced token nobody: a 404 page", async () => {
    const pixel = /\/o\/([\w-]+)/.exec(openPixel(ctx, campaign.mail.target.messageId))?.[1];
    for (const bad of [
      `${url}A`,
      url.slice(0, -1),
      "http://localhost:3000/unsubscribe/x",
      `http://localhost:3000/unsubscribe/${pixel}`,
    ])
      for (const method of ["GET", "POST"])
        expect(await ask(method, bad)).toMatchObject({ status: 404, html: expect.stringContaining("not valid") });
    expect(await contact()).toBe("subscribed");
  });
});

describe("taking it back", () => {
  const undo = () => ask("POST", `${url}?undo`);

  test("works right afterwards, and stands in the consent log", async () => {
    expect((await ask("POST")).html).toContain("keep me on the list");
    expect((await undo()).html).toContain("You are still on the list");
    expect(await contact()).toBe("subscribed");
    expect((await undo()).html).toContain("You are still on the list");
    const { items } = await listConsent(ctx, {
      audienceId: campaign.audience.id,
      contactId: campaign.mail.contact.id,
      limit: 10,
    });
    expect(items.map(({ from, to }) => [from, to])).toEqual([
      ["unsubscribed", "subscribed"],
      ["subscribed", "unsubscribed"],
      [null, "subscribed"],
    ]);
  });

  test("is not offered an hour later, nor where somebody else unsubscribed the contact, nor to who was never Active", async () => {
    const refused = async () => {
      expect((await ask("GET")).html).not.toContain("keep me on the list");
      expect((await undo()).html).toContain("You are unsubscribed");
      expect(await contact()).toBe("unsubscribed");
    };
    await ask("POST");
    ctx.clock.now = new Date(ctx.clock.now.getTime() + 3_600_001);
    await refused();
    await become("subscribed");
    await become("unsubscribed");
    await refused();
    await become("unconfirmed");
    await ask("POST");
    await refused();
  });

  test("lifts nobody who bounced meanwhile", async () => {
    await ask("POST");
    await become("bounced");
    await undo();
    expect(await contact()).toBe("bounced");
  });
});

test("mail programs find the same address in the headers", () => {
  expect(oneClickHeaders(ctx, campaign.mail.target)["List-Unsubscribe"]).toBe(`<${url}>`);
});
