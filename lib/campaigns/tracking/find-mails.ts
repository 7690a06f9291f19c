import type { Sql, TransactionSql } from "@/db/client";
import type { CampaignStatus } from "@/db/enums";
import { fromUuid } from "@/db/ids";
import { type CampaignSnapshot, campaignSnapshot } from "../snapshot";

/** A campaign's mail to a contact, with what its events carry. Ids are bare UUIDs. */
export interface FoundMail {
  messageId: string;
  campaignId: string;
  contactId: string;
  audienceId: string;
  sentAt: Date | null;
  campaign: CampaignSnapshot;
}

interface MailRow extends Omit<FoundMail, "campaign"> {
  name: string;
  subject: string;
  fromName: string;
  fromEmail: string;
  status: CampaignStatus;
  audienceName: string;
}

/** The mails of these messages, by the message's id; those of deleted campaigns are left out. `lateral`: see `db/client.ts`. */
export async function findMails(sql: Sql | TransactionSql, messageIds: string[]): Promise<Map<string, FoundMail>> {
  const rows = await sql<MailRow[]>`
    select m.* from unnest(${[...new Set(messageIds)]}::uuid[]) as wanted(id), lateral (
      select m.id as "messageId", m.campaign_id as "campaignId", m.contact_id as "contactId", m.sent_at as "sentAt",
        c.audience_id as "audienceId", c.name, c.subject, c.from_name as "fromName", c.from_email as "fromEmail", c.status,
        a.name as "audienceName"
      from campaign_messages m join campaigns c on c.id = m.campaign_id join audiences a on a.id = c.audience_id
      where m.id = wanted.id limit 1) m`;
  return new Map(
    rows.map(({ messageId, campaignId, contactId, audienceId, sentAt, audienceName, ...campaign }) => [
      messageId,
      {
        messageId,
        campaignId,
        contactId,
        audienceId,
        sentAt,
        campaign: campaignSnapshot({ ...campaign, id: fromUuid("cmp", campaignId) }, audienceName),
      },
    ]),
  );
}

/** What every event about a mail carries beside its contact. */
export const mailData = (mail: FoundMail) => ({
  campaign: mail.campaign,
  messageId: fromUuid("msg", mail.messageId),
  subject: mail.campaign.subject,
});
