import { fromUuid } from "@/db/ids";
import { transaction, type WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import type { Answer, Input } from "../http/contract";
import { queueMail } from "../mail/queue";
import { authorize } from "../workspaces/permissions";
import { renderAsContact } from "./as-contact";
import type { testCampaignContract } from "./contract";
import { loadCampaign } from "./load";
import { contentProblems, refuse } from "./problems";
import { limitTests } from "./test-limit";

/**
 * Queues the campaign to some addresses, rendered as one contact would get it. Its links are not tracked and its unsubscribe link does
 * nothing. Throws `invalid_input` with everything that is missing, `not_found`, `rate_limited`.
 */
export async function testCampaign(
  ctx: WorkspaceCtx,
  { campaignId, to, contactId }: Input<typeof testCampaignContract>,
): Promise<Answer<typeof testCampaignContract>> {
  authorize(ctx, "campaigns:write");
  const campaign = await loadCampaign(ctx, campaignId);
  refuse(contentProblems(campaign));
  const { contact, result } = await renderAsContact(ctx, campaign, contactId);
  if (!result.ok) throw invalid(`The campaign can't be rendered: ${result.message}`);
  const { subject, html, text } = result.mail;
  const addresses = [...new Set(to)];
  await transaction(ctx, async (tx) => {
    await limitTests(tx, addresses.length);
    for (const address of addresses)
      await queueMail(tx, {
        workspaceId: ctx.workspace.id,
        // It shows this contact's data, which go when the contact goes.
        contactId: contact === null ? null : fromUuid("con", contact.id),
        kind: "campaign_test",
        fromName: campaign.fromName,
        fromAddress: campaign.fromEmail,
        replyTo: campaign.replyTo,
        to: address,
        subject: `[Test] ${subject}`,
        html,
        text,
      });
  });
  return { queued: addresses.length };
}
