import { fromUuid } from "@/db/ids";
import type { EventDraft } from "../../events/emit";
import type { Told } from "./compose";

/** What happened to a mail, as its event tells it. */
export const mailEvent = (
  { message, campaign, contact, subject }: Told,
  type: "email.sent" | "email.bounced" | "email.failed",
  at: Date,
  more: Record<string, unknown> = {},
): EventDraft => ({
  type,
  workspaceId: campaign.workspaceId,
  audienceId: campaign.audienceId,
  contactId: message.contactId,
  data: { contact, campaign: campaign.told, messageId: fromUuid("msg", message.id), subject, ...more },
  source: "campaign",
  sourceId: campaign.told.id,
  occurredAt: at,
});
