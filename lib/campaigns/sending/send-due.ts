import type { Ctx } from "../../context";
import type { MailTransport } from "../../mail/transport";
import { finishSent, startScheduled } from "./begin-and-end";
import { captureMails } from "./capture";
import { claimMessages, markLost, releaseClaim } from "./claim";
import { composeMails } from "./compose";
import { loadContents } from "./contents";
import { deliverMails } from "./deliver";
import { gatherRecipients } from "./gather";

/** What a step takes at once: over SMTP so few that a crash leaves few in doubt. */
const capturedPerStep = 300;
const sentPerStep = 20;

/**
 * One step of the campaigns: begins what is scheduled for now, gathers a chunk of recipients, sends a batch of mails (or captures them when
 * there is no transport), and ends what is done. Answers whether there may be more.
 */
export async function sendDueCampaigns(ctx: Ctx, transport: MailTransport | null): Promise<boolean> {
  await markLost(ctx);
  const started = await startScheduled(ctx);
  const gathered = await gatherRecipients(ctx);
  const claimed = await sendBatch(ctx, transport);
  await finishSent(ctx);
  return started > 0 || gathered || claimed > 0;
}

async function sendBatch(ctx: Ctx, transport: MailTransport | null): Promise<number> {
  const claim = await claimMessages(ctx, transport === null ? capturedPerStep : sentPerStep);
  if (claim.messages.length === 0) return 0;
  const campaigns = await loadContents(ctx, [...new Set(claim.messages.map(({ campaignId }) => campaignId))]);
  const { mails, unsent } = await composeMails(ctx, campaigns, claim.messages);
  if (transport === null) await captureMails(ctx, claim, mails, unsent);
  else await deliverMails(ctx, transport, claim, mails, unsent);
  // Whoever was being changed at this moment, whose campaign was paused, and what there was no time for.
  await releaseClaim(ctx, claim);
  return claim.messages.length;
}
