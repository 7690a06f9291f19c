import { type MessageState, messageStates } from "@/db/enums";
import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { toPage } from "../../pagination";
import { readCursor } from "../../workspaces/cursor";
import { authorize } from "../../workspaces/permissions";
import type { CampaignMessage, listMessagesContract } from "../contract";
import { findReportKind } from "./kinds";
import { ownCampaign } from "./own-campaign";

interface MessageRow {
  id: string;
  contactId: string;
  email: string | null;
  state: MessageState;
  reason: string | null;
  sentAt: Date | null;
  openedAt: Date | null;
  opens: number;
  clickedAt: Date | null;
  clicks: number;
  bouncedAt: Date | null;
  complainedAt: Date | null;
  unsubscribedAt: Date | null;
}

/** A page of a campaign's mails, newest first, in one state or with one thing that became of them. */
export async function listMessages(
  ctx: WorkspaceCtx,
  { campaignId, cursor, limit, state, did }: Input<typeof listMessagesContract>,
): Promise<Answer<typeof listMessagesContract>> {
  authorize(ctx, "read");
  const { sql } = ctx;
  const before = readCursor("msg", cursor);
  const campaign = await ownCampaign(ctx, campaignId);
  const more = before === null ? sql`` : sql`and id < ${toUuid("msg", before)}`;
  const states = state === undefined ? messageStates : [state];
  // Each way has its index, whatever the size of the campaign and of those after it.
  const found =
    did === undefined
      ? sql`unnest(${[...states]}::text[]) as s(state), lateral (
          select * from campaign_messages where campaign_id = ${campaign} and state = s.state ${more}
          order by id desc limit ${limit + 1}) m`
      : sql`(select * from campaign_messages where campaign_id = ${campaign} and seen <> 0
          and seen & ${1 << findReportKind(did).bit} <> 0 and state = any(${[...states]}::text[]) ${more}
          order by id desc limit ${limit + 1}) m`;
  const rows = await sql<MessageRow[]>`
    select m.id, m.contact_id as "contactId", c.email, m.state, m.reason, m.sent_at as "sentAt", m.opened_at as "openedAt", m.opens,
      m.clicked_at as "clickedAt", m.clicks, m.bounced_at as "bouncedAt", m.complained_at as "complainedAt",
      m.unsubscribed_at as "unsubscribedAt"
    from (select m.* from ${found} order by m.id desc limit ${limit + 1}) m join campaigns p on p.id = m.campaign_id
    left join contacts c on c.audience_id = p.audience_id and c.id = m.contact_id
    order by m.id desc`;
  return toPage(rows, limit, ({ id }) => fromUuid("msg", id), present);
}

const present = ({ id, contactId, email, ...row }: MessageRow): CampaignMessage => ({
  id: fromUuid("msg", id),
  contact: { id: fromUuid("con", contactId), email },
  state: row.state,
  reason: row.reason,
  sentAt: row.sentAt?.toISOString() ?? null,
  openedAt: row.openedAt?.toISOString() ?? null,
  opens: row.opens,
  clickedAt: row.clickedAt?.toISOString() ?? null,
  clicks: row.clicks,
  bouncedAt: row.bouncedAt?.toISOString() ?? null,
  complainedAt: row.complainedAt?.toISOString() ?? null,
  unsubscribedAt: row.unsubscribedAt?.toISOString() ?? null,
});
