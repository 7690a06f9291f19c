import { newId, toUuid } from "@/db/ids";
import { campaignLinks, campaignMessages } from "@/db/schema";
import { createContact } from "../../contacts/create";
import type { WorkspaceCtx } from "../../context";
import { testAudience } from "../../testing/audience";
import { testCampaign } from "../../testing/campaign";

/** A campaign that was sent an hour ago, without any sending: its mails and links are there, nothing has happened to them. */
export async function sentCampaign(ctx: WorkspaceCtx, options: { contacts?: number; urls?: string[] } = {}) {
  const audience = await testAudience(ctx);
  const sentAt = new Date(ctx.now().getTime() - 3_600_000);
  const id = await testCampaign(ctx, audience.id, {
    name: "Spring",
    status: "sent",
    startedAt: sentAt,
    finishedAt: sentAt,
  });
  const mails = [];
  for (let index = 0; index < (options.contacts ?? 1); index++) {
    const contact = await createContact(ctx, {
      audienceId: audience.id,
      email: `reader${index}@example.com`,
      fields: { first_name: "Ann" },
      tags: [],
      groupIds: [],
    });
    const messageId = newId("msg");
    await ctx.db.insert(campaignMessages).values({
      id: messageId,
      campaignId: id,
      contactId: contact.id,
      state: "captured",
      dueAt: sentAt,
      sentAt,
    });
    mails.push({
      contact: { id: contact.id, email: contact.email },
      id: messageId,
      /** As links and tokens want it: bare UUIDs. */
      target: { messageId: toUuid("msg", messageId), contactId: toUuid("con", contact.id), audienceId: audience.uuid },
    });
  }
  const links = (options.urls ?? ["https://example.com/sale"]).map((url) => ({
    id: newId("lnk"),
    campaignId: id,
    url,
  }));
  if (links.length > 0) await ctx.db.insert(campaignLinks).values(links);
  const [mail] = mails;
  if (mail === undefined) throw new Error("a test's campaign has at least one contact");
  return { id, audience, mail, mails, links: links.map((link) => ({ id: toUuid("lnk", link.id), url: link.url })) };
}
