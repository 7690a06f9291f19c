import type { TransactionSql } from "@/db/client";
import { parseId } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { ContactEvent, EventPlanner } from "../../events/relay";
import { findReportKind, reportKindNames, reportKindOf } from "./kinds";
import { type Happening, type MailChange, type Tally, tally } from "./tally";

const wantedRows = rowsOf({
  nr: "int",
  message_id: "uuid",
  campaign_id: "uuid",
  contact_id: "uuid",
  workspace_id: "uuid",
});
const mailRows = rowsOf({
  id: "uuid",
  seen: "int",
  opens: "int",
  clicks: "int",
  opened_at: "timestamptz",
  clicked_at: "timestamptz",
  bounced_at: "timestamptz",
  complained_at: "timestamptz",
  unsubscribed_at: "timestamptz",
});
const clickRows = rowsOf({ campaign_id: "uuid", message_id: "uuid", link_id: "uuid", url: "text" });
const trafficRows = rowsOf({ campaign_id: "uuid", hour: "timestamptz", type: "text", events: "int", contacts: "int" });

/**
 * Counts what happened to campaigns' mails: on the mail, by link and by hour. Once each, because the relay hands every event over once.
 * An event belongs to the mail that its `data.messageId` names, or else to the contact's mail of the campaign that `data.campaign.id`
 * names; whether we saw it or another sender reported it is the same. One that names no mail of its own contact counts nowhere.
 */
export const campaignCounter: EventPlanner = {
  types: [...new Set(reportKindNames.map((name) => findReportKind(name).event))],
  plan: async (tx, events) => {
    const happenings = await findHappenings(tx, events);
    if (happenings.length > 0) await add(tx, tally(happenings, await lockMails(tx, happenings)));
    return [];
  },
};

/** The events that belong to a mail, in their order. Holds the campaigns: none is deleted while it is counted for. */
async function findHappenings(tx: TransactionSql, events: ContactEvent[]): Promise<Happening[]> {
  const wanted = events.flatMap((event, nr) => {
    const { messageId, campaignId } = namedBy(event.data);
    if (messageId === null && campaignId === null) return [];
    return {
      nr,
      message_id: messageId,
      campaign_id: campaignId,
      contact_id: event.contactId,
      workspace_id: event.workspaceId,
    };
  });
  if (wanted.length === 0) return [];
  const found = await tx<{ nr: number; messageId: string; campaignId: string }[]>`
    select w.nr, m.id as "messageId", m.campaign_id as "campaignId" from ${wantedRows(wanted)} as w
    join campaign_messages m on m.contact_id = w.contact_id
      and (m.id = w.message_id or (w.message_id is null and m.campaign_id = w.campaign_id))
    join campaigns c on c.id = m.campaign_id and c.workspace_id = w.workspace_id
    order by w.nr for key share of c`;
  return found.flatMap(({ nr, messageId, campaignId }) => {
    const event = events[nr];
    const kind = event === undefined ? undefined : reportKindOf(event.type, event.data);
    if (event === undefined || kind === undefined) return [];
    const { linkId, url } = event.data;
    return {
      kind,
      messageId,
      campaignId,
      at: event.occurredAt,
      linkId: typeof linkId === "string" ? parseId("lnk", linkId) : null,
      url: typeof url === "string" ? url : null,
    };
  });
}

/** What an event says it is about. Anything else than our own ids is another sender's own name for it. */
function namedBy(data: Record<string, unknown>): { messageId: string | null; campaignId: string | null } {
  const { messageId, campaign } = data;
  const campaignId = typeof campaign === "object" && campaign !== null && "id" in campaign ? campaign.id : null;
  return {
    messageId: typeof messageId === "string" ? parseId("msg", messageId) : null,
    campaignId: typeof campaignId === "string" ? parseId("cmp", campaignId) : null,
  };
}

/** What each mail has had already. In one order for everybody, so that two relays wait for each other instead of in a circle. */
async function lockMails(tx: TransactionSql, happenings: Happening[]): Promise<Map<string, number>> {
  const ids = happenings.flatMap(({ kind, messageId }) => (findReportKind(kind).single ? [] : messageId));
  if (ids.length === 0) return new Map();
  const rows = await tx<{ id: string; seen: number }[]>`
    select id, seen from campaign_messages where id = any(${ids}::uuid[]) order by id for update`;
  return new Map(rows.map(({ id, seen }) => [id, seen]));
}

async function add(tx: TransactionSql, { mails, clicks, traffic }: Tally): Promise<void> {
  await Promise.all([
    addToMails(tx, mails),
    clicks.length === 0
      ? null
      : // Where another sender names the address alone, the campaign's link to it is meant.
        tx`
      insert into campaign_link_clicks (link_id, message_id, clicks)
      select l.id, k.message_id, count(*) from ${clickRows(clicks)} as k
      join campaign_links l on l.campaign_id = k.campaign_id
        and (l.id = k.link_id or (k.link_id is null and md5(l.url) = md5(k.url)))
      group by l.id, k.message_id order by l.id, k.message_id
      on conflict (link_id, message_id) do update set clicks = campaign_link_clicks.clicks + excluded.clicks`,
    tx`
      insert into campaign_traffic (campaign_id, hour, type, events, contacts)
      select campaign_id, hour, type, events, contacts from ${trafficRows(traffic)} as r
      on conflict (campaign_id, hour, type, slot) do update set events = campaign_traffic.events + excluded.events,
        contacts = campaign_traffic.contacts + excluded.contacts`,
  ]);
}

async function addToMails(tx: TransactionSql, mails: MailChange[]): Promise<void> {
  if (mails.length === 0) return;
  // `least` passes over nulls: what is told late may have been earlier than what we know.
  await tx`
    update campaign_messages m set seen = m.seen | r.seen, opens = m.opens + r.opens, clicks = m.clicks + r.clicks,
      opened_at = least(m.opened_at, r.opened_at), clicked_at = least(m.clicked_at, r.clicked_at),
      bounced_at = least(m.bounced_at, r.bounced_at), complained_at = least(m.complained_at, r.complained_at),
      unsubscribed_at = least(m.unsubscribed_at, r.unsubscribed_at)
    from ${mailRows(mails)} as r where m.id = r.id`;
}
