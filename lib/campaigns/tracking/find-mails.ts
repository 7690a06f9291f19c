import type { Fragment, Sql, TransactionSql } from "@/db/client";
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
  /** As the contact got it, while the event of its sending is kept; later as the campaign has it. */
  sentSubject: string;
}

interface MailRow extends Omit<FoundMail, "campaign" | "sentSubject"> {
  sentSubject: string | null;
  name: string;
  subject: string;
  fromName: string;
  fromEmail: string;
  status: CampaignStatus;
  audienceName: string;
}

/** The event of a sending is written within this time of the moment that the mail says. */
const aroundMs = 300_000;

/**
 * The mails of these messages, by the message's id; those of deleted campaigns are left out. A subject with merge tags is read from the
 * event of the sending, found by its contact and its moment. `lateral`, and equality with the contact alone, leave one index to choose: see `db/client.ts`.
 */
export async function findMails(sql: Sql | TransactionSql, messageIds: string[]): Promise<Map<string, FoundMail>> {
  const ids = [...new Set(messageIds)];
  const names = ids.map((id) => fromUuid("msg", id));
  const rows = await sql<MailRow[]>`
    select m.*, sent.subject as "sentSubject"
    from unnest(${ids}::uuid[], ${names}::text[]) as wanted(id, name)
    cross join lateral (
      select m.id as "messageId", m.campaign_id as "campaignId", m.contact_id as "contactId", m.sent_at as "sentAt",
        c.audience_id as "audienceId", c.name, c.subject, c.from_name as "fromName", c.from_email as "fromEmail", c.status,
        a.name as "audienceName", c.workspace_id,
        (extract(epoch from m.sent_at) * 1000)::bigint as sent_ms
      from campaign_messages m join campaigns c on c.id = m.campaign_id join audiences a on a.id = c.audience_id
      where m.id = wanted.id limit 1) m
    left join lateral (
      select e.data ->> 'subject' as subject from events e
      where strpos(m.subject, '{') > 0 and e.contact_id = m."contactId" and e.workspace_id is not distinct from m.workspace_id
        and e.id >= ${uuidOf(sql, sql`m.sent_ms - ${aroundMs}::bigint`)}
        and e.id <= ${uuidOf(sql, sql`m.sent_ms + ${aroundMs}::bigint`)}
        and e.type is not distinct from 'email.sent' and e.data ->> 'messageId' = wanted.name
      limit 1) sent on true`;
  return new Map(
    rows.map(({ messageId, campaignId, contactId, audienceId, sentAt, sentSubject, audienceName, ...campaign }) => [
      messageId,
      {
        messageId,
        campaignId,
        contactId,
        audienceId,
        sentAt,
        sentSubject: sentSubject ?? campaign.subject,
        campaign: campaignSnapshot({ ...campaign, id: fromUuid("cmp", campaignId) }, audienceName),
      },
    ]),
  );
}

/** The smallest UUIDv7 of a moment in milliseconds. */
const uuidOf = (sql: Sql | TransactionSql, ms: Fragment): Fragment =>
  sql`(lpad(to_hex(${ms}), 12, '0') || '70008000000000000000')::uuid`;

/** What every event about a mail carries beside its contact. */
export const mailData = (mail: FoundMail) => ({
  campaign: mail.campaign,
  messageId: fromUuid("msg", mail.messageId),
  subject: mail.sentSubject,
});
