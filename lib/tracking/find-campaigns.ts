import type { TransactionSql } from "@/db/client";
import { fromUuid, parseId } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import { findEventType } from "../events/catalogue";
import type { ReportedEvent } from "./read-event";

const wantedRows = rowsOf({ id: "uuid", workspace_id: "uuid" });

/** The campaign of a mail, as its events carry it: the shape of `lib/campaigns/snapshot.ts`, which stands above. */
interface MailCampaign {
  messageId: string;
  contactId: string;
  id: string;
  name: string;
  subject: string;
  fromName: string;
  fromEmail: string;
  status: string;
  audienceName: string;
}

/** What is added to the data of an event about a contact. */
export type CampaignOf = (
  event: ReportedEvent,
  contactId: string,
) => { campaign?: Omit<MailCampaign, "messageId" | "contactId"> };

/**
 * Which campaign each e-mail event is about, when an e-mail service reports it under the id that our mail carried (`msg_…`). Only for
 * the contact who got the mail. One statement for all events; none when no event names such an id.
 */
export async function findCampaigns(tx: TransactionSql, events: readonly ReportedEvent[]): Promise<CampaignOf> {
  const wanted = new Map<string, { id: string; workspace_id: string }>();
  for (const event of events) {
    const id = messageIdOf(event);
    if (id !== null) wanted.set(`${event.workspaceId} ${id}`, { id, workspace_id: event.workspaceId });
  }
  if (wanted.size === 0) return () => ({});
  const rows = await tx<MailCampaign[]>`
    select found.* from ${wantedRows([...wanted.values()])} as wanted, lateral (
      select m.id as "messageId", m.contact_id as "contactId", c.id, c.name, c.subject, c.from_name as "fromName",
        c.from_email as "fromEmail", c.status, a.name as "audienceName"
      from campaign_messages m join campaigns c on c.id = m.campaign_id join audiences a on a.id = c.audience_id
      where m.id = wanted.id and c.workspace_id = wanted.workspace_id limit 1) found`;
  const byMessage = new Map(rows.map((row) => [row.messageId, row]));
  return (event, contactId) => {
    const found = byMessage.get(messageIdOf(event) ?? "");
    if (found === undefined || found.contactId !== contactId) return {};
    const { messageId: _message, contactId: _contact, id, ...campaign } = found;
    return { campaign: { id: fromUuid("cmp", id), ...campaign } };
  };
}

const messageIdOf = ({ type, data }: ReportedEvent): string | null =>
  findEventType(type)?.group === "Email" && typeof data.messageId === "string" ? parseId("msg", data.messageId) : null;
