import type { ContactStatus } from "@/db/enums";
import { fromUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import { type AudienceConfig, loadAudienceConfigs } from "../../audiences/config";
import { type ContactRow, shownContactColumns } from "../../contacts/columns";
import { type ContactSnapshot, snapshot } from "../../contacts/snapshot";
import type { Ctx } from "../../context";
import { headerText } from "../../mail/header-text";
import type { OutgoingMail } from "../../mail/transport";
import { scopeOf } from "../../variables/scope";
import { addressesOf, renderContent } from "../content/render";
import { oneClickHeaders } from "../tracking/links";
import type { ClaimedMessage } from "./claim";
import type { SendingCampaign } from "./contents";

const contactKeys = rowsOf({ audience_id: "uuid", id: "uuid" });

/** What the events of a message carry. */
export interface Told {
  message: ClaimedMessage;
  campaign: SendingCampaign;
  contact: ContactSnapshot;
  /** As its reader sees it. */
  subject: string;
}

/** A mail that is ready to leave. */
export interface ComposedMail extends Told {
  mail: OutgoingMail;
}

/** A message that leads to no mail, and why. */
export type Unsent =
  | { state: "skipped"; message: ClaimedMessage; reason: string }
  | ({ state: "failed"; reason: string } & Told);

/** A template may cost a thousand times the usual; a step has to end, and the process has others to answer meanwhile. */
const budgetMs = 5_000;
const mailsPerTurn = 20;

/**
 * Makes the mails of claimed messages for their contacts as they are now: only who is Active gets one. Outside of any transaction. What
 * there was no time for is in neither list.
 * @param campaigns those of `loadContents`; the messages of a campaign that was deleted are gone with it
 */
export async function composeMails(
  ctx: Ctx,
  campaigns: ReadonlyMap<string, SendingCampaign>,
  messages: readonly ClaimedMessage[],
): Promise<{ mails: ComposedMail[]; unsent: Unsent[] }> {
  const keys = messages.flatMap(({ campaignId, contactId }) => {
    const campaign = campaigns.get(campaignId);
    return campaign === undefined ? [] : { audience_id: campaign.audienceId, id: contactId };
  });
  const [audiences, rows] = await Promise.all([
    loadAudienceConfigs(ctx.sql, [...new Set(keys.map((key) => key.audience_id))]),
    ctx.sql<ContactRow[]>`
      select ${shownContactColumns} from (select distinct * from ${contactKeys(keys)} as r) k
      join contacts c on c.audience_id = k.audience_id and c.id = k.id`,
  ]);
  const contacts = new Map(rows.map((contact) => [contact.id, contact]));
  const mails: ComposedMail[] = [];
  const unsent: Unsent[] = [];
  const endsAt = performance.now() + budgetMs;
  for (const [index, message] of messages.entries()) {
    if (index > 0 && performance.now() > endsAt) break;
    if (index % mailsPerTurn === mailsPerTurn - 1) await new Promise((resolve) => setImmediate(resolve));
    const campaign = campaigns.get(message.campaignId);
    const audience = audiences.get(campaign?.audienceId ?? "");
    if (campaign === undefined || audience === undefined) continue;
    const contact = contacts.get(message.contactId);
    if (contact?.status !== "subscribed")
      unsent.push({ message, state: "skipped", reason: contact === undefined ? deleted : inactive[contact.status] });
    else {
      const composed = compose(ctx, campaign, audience, message, contact);
      if ("mail" in composed) mails.push(composed);
      else unsent.push(composed);
    }
  }
  return { mails, unsent };
}

const deleted = "The contact was deleted before it was sent.";
const inactive: Record<ContactStatus, string> = {
  subscribed: "",
  unconfirmed: "The contact was Pending when it was to be sent.",
  unsubscribed: "The contact had unsubscribed when it was to be sent.",
  bounced: "The contact was Bounced when it was to be sent.",
  complained: "The contact had complained when it was to be sent.",
};

function compose(
  ctx: Ctx,
  campaign: SendingCampaign,
  audience: AudienceConfig,
  message: ClaimedMessage,
  row: ContactRow,
): ComposedMail | Unsent {
  const contact = snapshot(row, audience);
  const target = { messageId: message.id, contactId: row.id, audienceId: campaign.audienceId };
  const scope = scopeOf({
    event: null,
    workspace: { id: fromUuid("wks", campaign.workspaceId) },
    now: ctx.now(),
    contact,
    campaign: { ...campaign.told },
    audience: { id: fromUuid("aud", audience.id), name: audience.name },
    extras: { contact: extrasOf(row) },
  });
  const rendered = renderContent(campaign.content, scope, addressesOf(ctx, campaign.links, target));
  const told = { message, campaign, contact };
  if (!rendered.ok) {
    const reason = `It could not be rendered for this contact: ${rendered.message}`.slice(0, 500);
    return { ...told, state: "failed", subject: campaign.told.subject, reason };
  }
  const { subject, html, text } = rendered.mail;
  const id = fromUuid("msg", message.id);
  const headers = {
    ...oneClickHeaders(ctx, target),
    "X-Tidegate-Message": id,
    // Campaign, workspace, kind and sender, as mailbox providers group complaints.
    "Feedback-ID": `${campaign.told.id}:${fromUuid("wks", campaign.workspaceId)}:campaign:tidegate`,
    Precedence: "bulk",
  };
  const { fromName, fromEmail } = campaign.told;
  const sender = { fromName: headerText(fromName), fromAddress: fromEmail, replyTo: campaign.replyTo };
  return { ...told, subject, mail: { id, ...sender, to: contact.email, subject, html, text, headers } };
}

/** What a snapshot leaves out and a merge tag may name. */
export const extrasOf = (row: ContactRow) => ({
  source: row.source,
  signupIp: row.signupIp,
  confirmedAt: row.confirmedAt?.toISOString() ?? null,
  unsubscribedAt: row.unsubscribedAt?.toISOString() ?? null,
});
