import type { TransactionSql } from "@/db/client";
import type { ContactStatus } from "@/db/enums";
import { fromUuid } from "@/db/ids";
import { loadAudienceConfigs } from "../../audiences/config";
import { type ContactRow, shownContactColumns } from "../../contacts/columns";
import { snapshot } from "../../contacts/snapshot";
import { insertEvents } from "../../events/emit";
import type { MailOwner, OwnedMail, Verdict } from "../../mail/owner";

/** What the run behind a mail says of it. Ids are bare UUIDs; the contact is null when it was deleted. */
interface Sender {
  mailId: string;
  workspaceId: string;
  audienceId: string;
  contactId: string;
  journeyId: string;
  journeyName: string;
  version: number;
  hop: number;
}

/**
 * The mails of Send email blocks: only who is Active when they leave gets one, and `email.sent` is told when they have left. A mail whose
 * run is gone has nobody left to tell of it.
 */
export const journeyMails: MailOwner = {
  kind: "journey",
  judge: async (tx, _ctx, mails) => {
    // Held, so that nobody deletes the contact before what is told of it is there. Whom somebody is writing to is left for later.
    const rows = await tx<{ id: string; there: boolean; status: ContactStatus | null }[]>`
      select m.id, c.id is not null as there, held.status from mails m
      join journey_runs r on r.id = m.run_id
      left join contacts c on c.audience_id = r.audience_id and c.id = r.contact_id
      left join lateral (
        select k.status from contacts k where k.audience_id = r.audience_id and k.id = r.contact_id for key share of k skip locked) held on true
      where m.id = any(${mails.map(({ id }) => id)}::uuid[])`;
    const verdicts = new Map(rows.map(({ id, there, status }) => [id, verdictOf(there, status)]));
    return new Map(mails.map(({ id }): [string, Verdict] => [id, verdicts.get(id) ?? gone]));
  },
  ended: async (tx, ctx, mails) => {
    const senders = await findSenders(tx, mails);
    const [audiences, contacts] = await Promise.all([
      loadAudienceConfigs(tx, [...new Set(senders.map(({ audienceId }) => audienceId))]),
      tx<ContactRow[]>`
        select ${shownContactColumns} from journey_runs r join contacts c on c.audience_id = r.audience_id and c.id = r.contact_id
        where r.id = any(${mails.flatMap(({ runId }) => runId ?? [])}::uuid[])`,
    ]);
    const contactOf = new Map(contacts.map((contact) => [contact.id, contact]));
    const mailOf = new Map(mails.map((mail) => [mail.id, mail]));
    await insertEvents(
      tx,
      senders.flatMap((sender) => {
        const mail = mailOf.get(sender.mailId);
        const contact = contactOf.get(sender.contactId);
        const audience = audiences.get(sender.audienceId);
        if (mail === undefined || contact === undefined || audience === undefined) return [];
        // Whoever may not be written to any more has got no mail, and none has failed.
        if (mail.error !== null && contact.status !== "subscribed") return [];
        const id = fromUuid("jny", sender.journeyId);
        return {
          type: mail.error === null ? ("email.sent" as const) : ("email.failed" as const),
          workspaceId: sender.workspaceId,
          audienceId: sender.audienceId,
          contactId: sender.contactId,
          data: {
            contact: snapshot(contact, audience),
            journey: { id, name: sender.journeyName, version: sender.version },
            messageId: fromUuid("mai", mail.id),
            subject: mail.subject,
            ...(mail.error === null ? {} : { reason: mail.error }),
          },
          source: "journey",
          sourceId: id,
          hop: sender.hop + 1,
          occurredAt: ctx.now(),
        };
      }),
    );
  },
};

const gone: Verdict = { refusal: "The contact was deleted before it was sent." };

function verdictOf(there: boolean, status: ContactStatus | null): Verdict {
  if (!there) return gone;
  if (status === null) return "later";
  return status === "subscribed" ? "go" : { refusal: "The contact was not Active any more when it was to be sent." };
}

const findSenders = (tx: TransactionSql, mails: readonly OwnedMail[]) => tx<Sender[]>`
  select m.id as "mailId", r.workspace_id as "workspaceId", r.audience_id as "audienceId", r.contact_id as "contactId",
    r.journey_id as "journeyId", j.name as "journeyName", v.number as version, r.hop
  from mails m join journey_runs r on r.id = m.run_id
  join journeys j on j.id = r.journey_id join journey_versions v on v.id = r.version_id
  where m.id = any(${mails.map(({ id }) => id)}::uuid[])`;
