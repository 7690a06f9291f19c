import type { Fragment, Sql, TransactionSql } from "@/db/client";
import type { CampaignStatus } from "@/db/enums";
import { fromUuid } from "@/db/ids";
import { campaignSnapshot } from "../snapshot";

/** A mail to a contact, with what its events carry. Ids are bare UUIDs. */
export interface FoundMail {
  messageId: string;
  contactId: string;
  audienceId: string;
  sentAt: Date | null;
  /** The campaign or journey that it came from, as events name it (`cmp_…`, `jny_…`). */
  sourceId: string;
  /** What every event about it carries beside its contact. */
  told: Readonly<Record<string, unknown>>;
}

interface MailRow extends Omit<FoundMail, "sourceId" | "told"> {
  campaignId: string;
  /** As the contact got it, while the event of its sending is kept; later as the campaign has it. */
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
    rows.map(({ messageId, campaignId, contactId, audienceId, sentAt, sentSubject, audienceName, ...campaign }) => {
      const sourceId = fromUuid("cmp", campaignId);
      const told = {
        campaign: campaignSnapshot({ ...campaign, id: sourceId }, audienceName),
        messageId: fromUuid("msg", messageId),
        subject: sentSubject ?? campaign.subject,
      };
      return [messageId, { messageId, contactId, audienceId, sentAt, sourceId, told }];
    }),
  );
}

interface JourneyMailRow extends Omit<FoundMail, "sourceId" | "told"> {
  journeyId: string;
  journeyName: string;
  version: number;
  subject: string;
}

/** The same for mails of journeys, by their rows in `mails`; those whose run is gone are left out. */
export async function findJourneyMails(sql: Sql | TransactionSql, mailIds: string[]): Promise<Map<string, FoundMail>> {
  if (mailIds.length === 0) return new Map();
  const rows = await sql<JourneyMailRow[]>`
    select m.id as "messageId", r.contact_id as "contactId", r.audience_id as "audienceId", m.sent_at as "sentAt",
      r.journey_id as "journeyId", j.name as "journeyName", v.number as version, m.subject
    from mails m join journey_runs r on r.id = m.run_id
    join journeys j on j.id = r.journey_id join journey_versions v on v.id = r.version_id
    where m.id = any(${[...new Set(mailIds)]}::uuid[])`;
  return new Map(
    rows.map(({ journeyId, journeyName, version, subject, ...mail }) => {
      const sourceId = fromUuid("jny", journeyId);
      const journey = { id: sourceId, name: journeyName, version };
      return [
        mail.messageId,
        { ...mail, sourceId, told: { journey, messageId: fromUuid("mai", mail.messageId), subject } },
      ];
    }),
  );
}

/** The smallest UUIDv7 of a moment in milliseconds. */
const uuidOf = (sql: Sql | TransactionSql, ms: Fragment): Fragment =>
  sql`(lpad(to_hex(${ms}), 12, '0') || '70008000000000000000')::uuid`;
