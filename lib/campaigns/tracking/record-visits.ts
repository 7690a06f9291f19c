import type { TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import { type AudienceConfig, loadAudienceConfigs } from "../../audiences/config";
import { type ChangeSource, type ContactState, change } from "../../contacts/change";
import { contactTransaction } from "../../contacts/conflict";
import { snapshot } from "../../contacts/snapshot";
import { planContacts } from "../../contacts/write";
import type { Ctx } from "../../context";
import { type EventDraft, insertEvents } from "../../events/emit";
import { type FoundMail, findJourneyMails, findMails } from "./find-mails";
import { isTooSoon } from "./machine";
import type { Visit } from "./visit";

/** The reader's own doing. @param sourceId the campaign or journey that the mail came from, as events name it */
export const byReader = (sourceId: string | null): ChangeSource => ({
  type: "contact",
  id: sourceId,
  requestId: null,
  ip: null,
  userAgent: null,
});

/**
 * Writes openings and clicks as events, in one transaction with a fixed number of statements for one or for hundreds. Counting is the
 * relay's. A mail whose campaign or journey, or whose contact, has been deleted leaves nothing behind. When it resolves, everything is durable.
 */
export async function recordVisits(ctx: Pick<Ctx, "writes" | "signals">, visits: Visit[]): Promise<void> {
  await contactTransaction(ctx, async (tx) => {
    const idsOf = (ofCampaign: boolean) =>
      visits.flatMap((visit) => (visit.ofCampaign === ofCampaign ? visit.messageId : []));
    const found = await Promise.all([findMails(tx, idsOf(true)), findJourneyMails(tx, idsOf(false))]);
    const mails = new Map(found.flatMap((some) => [...some]));
    const readers = await lockReaders(tx, [...mails.values()], visits);
    await insertEvents(
      tx,
      visits.flatMap((visit) => {
        const mail = mails.get(visit.messageId);
        const reader = readers.get(visit.messageId);
        return mail === undefined || reader === undefined ? [] : eventOf(visit, mail, reader);
      }),
    );
  });
}

interface Reader {
  contact: ContactState;
  audience: AudienceConfig;
}

/** The mails' contacts by message, locked by the write path: none of them is deleted while an event about it is written. */
async function lockReaders(tx: TransactionSql, mails: FoundMail[], [visit]: Visit[]): Promise<Map<string, Reader>> {
  if (visit === undefined) return new Map();
  const audiences = await loadAudienceConfigs(tx, [...new Set(mails.map(({ audienceId }) => audienceId))]);
  const known = mails.flatMap((mail) => {
    const audience = audiences.get(mail.audienceId);
    return audience === undefined ? [] : { mail, audience };
  });
  const { results } = await planContacts(
    tx,
    known.map(({ mail, audience }) =>
      change({
        audience,
        target: { contactId: mail.contactId },
        intent: "update",
        source: byReader(mail.sourceId),
        at: visit.at,
      }),
    ),
  );
  return new Map(
    known.flatMap(({ mail, audience }, index) => {
      const contact = results[index]?.after;
      return contact == null ? [] : [[mail.messageId, { contact, audience }] as const];
    }),
  );
}

function eventOf(visit: Visit, mail: FoundMail, { contact, audience }: Reader): EventDraft {
  const { type, id } = byReader(mail.sourceId);
  const machine = visit.machine || (visit.link !== null && isTooSoon(visit.at, mail.sentAt));
  return {
    type: visit.link === null ? "email.opened" : "email.clicked",
    workspaceId: contact.workspaceId,
    audienceId: contact.audienceId,
    contactId: contact.id,
    data: {
      contact: snapshot(contact, audience),
      ...mail.told,
      ...(visit.link === null ? {} : { url: visit.link.url }),
      ...(visit.link?.id == null ? {} : { linkId: fromUuid("lnk", visit.link.id) }),
      userAgent: visit.userAgent,
      ip: visit.ip,
      machine,
    },
    source: type,
    sourceId: id,
    occurredAt: visit.at,
  };
}
