import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fromUuid, toUuid } from "@/db/ids";
import { getContact } from "../../contacts/get";
import type { WorkspaceCtx } from "../../context";
import { connectionsMax, createMailTransport, type MailTransport } from "../../mail/transport";
import { testAudience } from "../../testing/audience";
import { testCampaign } from "../../testing/campaign";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { type SmtpReceiver, startSmtpReceiver } from "../../testing/smtp-receiver";
import { getCampaign } from "../get";
import { listMessages } from "../list-messages";
import { pauseCampaign } from "../pause";
import { resumeCampaign } from "../resume";
import { sendCampaign } from "../send";
import { drainCampaigns, manyContacts, testContacts } from "../testing/sending";
import { claimMessages, claimMs, flightMs, markSending } from "./claim";
import { gatherRecipients } from "./gather";
import { sendDueCampaigns } from "./send-due";

let receiver: SmtpReceiver;
let transport: MailTransport | null;
let ctx: TestCtx & WorkspaceCtx;
let audienceId: string;
beforeEach(async () => {
  receiver = await startSmtpReceiver();
  ctx = await testWorkspace(await testCtx({ SMTP_URL: receiver.url, MAIL_FROM: "Gate <gate@example.com>" }));
  transport = createMailTransport(ctx.env);
  await ctx.sql`update campaigns set status = 'cancelled' where status in ('sending', 'scheduled')`;
  audienceId = (await testAudience(ctx)).id;
});
afterEach(async () => {
  transport?.close();
  await receiver.close();
});

const send = async (more: Parameters<typeof testCampaign>[2] = {}) => {
  const campaignId = await testCampaign(ctx, audienceId, { html: "<p>Hi {{ contact.first_name }}</p>", ...more });
  await sendCampaign(ctx, { campaignId });
  return campaignId;
};
const drain = () => drainCampaigns(ctx, transport);
const later = (ms: number) => {
  ctx.clock.now = new Date(ctx.clock.now.getTime() + ms);
};
const messages = async (campaignId: string) => (await listMessages(ctx, { campaignId, limit: 50 })).items;
const messageTo = async (campaignId: string, email: string) =>
  (await messages(campaignId)).find(({ contact }) => contact.email === email);
const eventTypes = async () => {
  const rows = await ctx.sql<{ type: string }[]>`
    select type from events where workspace_id = ${toUuid("wks", ctx.workspace.id)} and type <> all (array['contact.created', 'contact.subscribed'])
    order by id`;
  return rows.map(({ type }) => type);
};
const minute = 60_000;

describe("over SMTP", () => {
  test("each contact gets one mail from the campaign's own address, with what mailbox providers ask for", async () => {
    await testContacts(ctx, audienceId, [{ email: "ann@example.com", firstName: "Ann" }, { email: "bob@example.com" }]);
    const campaignId = await send({ replyTo: "care@example.com", fromName: "Käse & Co" });
    await drain();
    await drain();
    expect(receiver.received.map(({ from, to }) => [from, ...to]).sort()).toEqual([
      ["shop@example.com", "ann@example.com"],
      ["shop@example.com", "bob@example.com"],
    ]);
    const mail = receiver.received.find(({ to }) => to[0] === "ann@example.com")?.data ?? "";
    const messageId = (await messageTo(campaignId, "ann@example.com"))?.id;
    const headers = mail.slice(0, mail.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");
    expect(headers).toMatch(/^From: .*<shop@example\.com>$/m);
    expect(headers).toMatch(/^Reply-To: care@example\.com$/m);
    expect(headers).toMatch(/^Subject: Hello Ann$/m);
    expect(headers).toMatch(new RegExp(`^Message-ID: <${messageId}@localhost>$`, "m"));
    expect(headers).toMatch(new RegExp(`^X-Tidegate-Message: ${messageId}$`, "m"));
    expect(headers).toMatch(/^List-Unsubscribe: <http:\/\/localhost:3000\/unsubscribe\/[\w-]+>$/m);
    expect(headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    expect(headers).toMatch(new RegExp(`^Feedback-ID: ${campaignId}:${ctx.workspace.id}:campaign:tidegate$`, "m"));
    expect(headers).not.toMatch(/^Auto-Submitted/m);
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({ status: "sent", totals: { sent: 2 } });
    expect(await eventTypes()).toEqual(["campaign.started", "email.sent", "email.sent", "campaign.sent"]);
  });

  test("a pause stops the mails that have not left yet; each of them leaves once when it is resumed", async () => {
    await manyContacts(ctx, audienceId, 20);
    const campaignId = await send();
    while (await gatherRecipients(ctx));
    const mailServer = transport ?? expect.fail("no transport");
    const pausing: MailTransport = {
      ...mailServer,
      send: async (...mail) => {
        await pauseCampaign(ctx, { campaignId }).catch(() => {});
        return mailServer.send(...mail);
      },
    };
    await drainCampaigns(ctx, pausing);
    expect(receiver.received.length).toBeLessThanOrEqual(connectionsMax);
    const { progress } = await getCampaign(ctx, { campaignId });
    expect(progress.states).toMatchObject({ sent: receiver.received.length, pending: 20 - receiver.received.length });
    await resumeCampaign(ctx, { campaignId });
    await drain();
    expect(new Set(receiver.received.map(({ to }) => to[0])).size).toBe(20);
    expect(receiver.received).toHaveLength(20);
  });

  test("what a slow mail server leaves no time for in a step is given back, and leaves once", async () => {
    await manyContacts(ctx, audienceId, 20);
    await send();
    while (await gatherRecipients(ctx));
    const mailServer = transport ?? expect.fail("no transport");
    const slow: MailTransport = {
      ...mailServer,
      send: async (...mail) => {
        later(claimMs);
        return mailServer.send(...mail);
      },
    };
    await sendDueCampaigns(ctx, slow);
    expect(receiver.received.length).toBeLessThanOrEqual(connectionsMax);
    await drain();
    expect(receiver.received).toHaveLength(20);
    expect(new Set(receiver.received.map(({ to }) => to[0])).size).toBe(20);
  });

  test("a campaign's mails wait for no others, however long those hang", async () => {
    await testContacts(ctx, audienceId, [{ email: "ann@example.com" }]);
    receiver.behaviourFor.set("stuck@example.com", "hang");
    const stuck = Array.from({ length: connectionsMax + 1 }, (_, index) =>
      transport?.send({
        id: `mai_${index}`,
        fromName: null,
        fromAddress: null,
        replyTo: null,
        to: "stuck@example.com",
        subject: "Stuck",
        html: "",
        text: "",
        headers: null,
      }),
    );
    await send();
    await drain();
    expect(receiver.received.map(({ to }) => to[0])).toEqual(["ann@example.com"]);
    transport?.close();
    await receiver.close();
    await Promise.all(stuck);
  });

  test("an address that does not exist is a hard bounce: the contact becomes Bounced", async () => {
    const [ann = ""] = await testContacts(ctx, audienceId, [
      { email: "ann@example.com" },
      { email: "bob@example.com" },
    ]);
    receiver.behaviourFor.set("ann@example.com", "refuse");
    const campaignId = await send();
    await drain();
    expect(await messageTo(campaignId, "ann@example.com")).toMatchObject({
      state: "failed",
      reason: expect.stringContaining("550 5.1.1 no such mailbox"),
    });
    expect(await getContact(ctx, { audienceId, contactId: fromUuid("con", ann) })).toMatchObject({ status: "bounced" });
    expect((await eventTypes()).sort()).toEqual([
      "campaign.sent",
      "campaign.started",
      "contact.bounced",
      "email.bounced",
      "email.sent",
    ]);
    expect((await getCampaign(ctx, { campaignId })).status).toBe("sent");
  });

  test.each(["refuse_message", "delay"] as const)(
    "one mail that meets %s is tried again for hours, then given up",
    async (behaviour) => {
      const [ann = ""] = await testContacts(ctx, audienceId, [{ email: "ann@example.com" }]);
      receiver.behaviour = behaviour;
      const campaignId = await send();
      for (const wait of [0, minute, 5 * minute, 30 * minute]) {
        later(wait);
        await drain();
        expect(await messageTo(campaignId, "ann@example.com")).toMatchObject({ state: "pending" });
        expect((await getCampaign(ctx, { campaignId })).status).toBe("sending");
      }
      later(120 * minute);
      await drain();
      expect(await messageTo(campaignId, "ann@example.com")).toMatchObject({ state: "failed" });
      expect(await getContact(ctx, { audienceId, contactId: fromUuid("con", ann) })).toMatchObject({
        status: "subscribed",
      });
      expect(await eventTypes()).toEqual(["campaign.started", "email.failed", "campaign.sent"]);
    },
  );

  test("a mail whose answer never came is in doubt: listed, and not sent again", async () => {
    await testContacts(ctx, audienceId, [{ email: "ann@example.com" }, { email: "bob@example.com" }]);
    receiver.behaviourFor.set("ann@example.com", "hang_up_after_data");
    const campaignId = await send();
    await drain();
    later(24 * 60 * minute);
    await drain();
    expect(await messageTo(campaignId, "ann@example.com")).toMatchObject({
      state: "unknown",
      reason: expect.stringMatching(/^It may have arrived/),
    });
    expect(receiver.received).toHaveLength(2);
    expect((await getCampaign(ctx, { campaignId })).status).toBe("sent");
    expect(await eventTypes()).toEqual(["campaign.started", "email.sent", "campaign.sent"]);
  });

  test("mails that were leaving when the process died are in doubt, what it had only taken is sent by another", async () => {
    await manyContacts(ctx, audienceId, 12);
    const campaignId = await send();
    while (await gatherRecipients(ctx));
    const dead = await claimMessages(ctx, 8);
    await markSending(
      ctx,
      dead,
      dead.messages.slice(0, 3).map(({ id }) => id),
    );
    await drain();
    expect(receiver.received).toHaveLength(4);
    later(flightMs);
    await drain();
    expect(receiver.received).toHaveLength(9);
    expect(new Set(receiver.received.map(({ to }) => to[0])).size).toBe(9);
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({
      status: "sent",
      progress: { states: { sent: 9, unknown: 3, pending: 0 } },
    });
    const { items } = await listMessages(ctx, { campaignId, limit: 50, state: "unknown" });
    expect(items.map(({ reason }) => reason)).toEqual(
      Array(3).fill("The server stopped while this was being sent. It may have arrived."),
    );
  });
});

describe("a mail server that fails as a whole", () => {
  test.each([
    ["refuses the sender", "refuse_sender"],
    ["drops the connection before the mail", "hang_up_at_data"],
    ["can't be reached", null],
  ] as const)(
    "burns nothing when it %s: the campaign waits longer each time, then pauses itself",
    async (_, failure) => {
      await manyContacts(ctx, audienceId, 30);
      const campaignId = await send();
      if (failure === null) await receiver.close();
      else receiver.behaviour = failure;
      let tries = 0;
      for (const wait of [0, 10_000, 30_000, minute, 2 * minute]) {
        later(wait);
        await drain();
        const waiting = await getCampaign(ctx, { campaignId });
        expect(waiting).toMatchObject({
          status: "sending",
          serverFailures: { count: ++tries },
          progress: { states: { pending: 30, failed: 0, unknown: 0 } },
        });
        expect(Date.parse(waiting.serverFailures?.nextTryAt ?? "")).toBeGreaterThan(ctx.clock.now.getTime());
      }
      later(5 * minute);
      await drain();
      expect(await getCampaign(ctx, { campaignId })).toMatchObject({
        status: "paused",
        pauseReason: expect.stringMatching(/^The mail server failed 6 times in a row\. .*[^.]\.$/),
        serverFailures: null,
        progress: { states: { pending: 30 } },
      });
      expect(await eventTypes()).toEqual(["campaign.started", "campaign.paused"]);
      expect(receiver.received).toEqual([]);
    },
  );

  test("is forgotten when it works again", async () => {
    await manyContacts(ctx, audienceId, 30);
    const campaignId = await send();
    receiver.behaviour = "refuse_sender";
    await drain();
    receiver.behaviour = "accept";
    await drain();
    expect(receiver.received).toEqual([]);
    later(10_000);
    await drain();
    expect(receiver.received).toHaveLength(30);
    expect((await getCampaign(ctx, { campaignId })).status).toBe("sent");
  });

  test("has somebody resume it, where it stopped", async () => {
    await manyContacts(ctx, audienceId, 3);
    const campaignId = await send();
    receiver.behaviour = "refuse_sender";
    for (let round = 0; round < 6; round++) {
      await drain();
      later(10 * minute);
    }
    expect((await getCampaign(ctx, { campaignId })).status).toBe("paused");
    receiver.behaviour = "accept";
    expect(await resumeCampaign(ctx, { campaignId })).toMatchObject({ status: "sending", pauseReason: null });
    await drain();
    expect(receiver.received).toHaveLength(3);
  });
});
