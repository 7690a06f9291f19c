import { type MessageState, messageStates } from "@/db/enums";
import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import { readCursor } from "../workspaces/cursor";
import { authorize } from "../workspaces/permissions";
import type { CampaignMessage, listMessagesContract } from "./contract";
import { loadCampaign } from "./load";

interface Row {
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

/** A page of what became of a campaign's mails, newest first. Throws `not_found`. */
export async function listMessages(
  ctx: WorkspaceCtx,
  { campaignId, cursor, limit, state, did }: Input<typeof listMessagesContract>,
): Promise<Answer<typeof listMessagesContract>> {
  authorize(ctx, "read");
  const { sql } = ctx;
  const campaign = await loadCampaign(ctx, campaignId);
  const before = readCursor("msg", cursor);
  const after = before === null ? sql`` : sql`and id < ${toUuid("msg", before)}`;
  // `seen` says so too, and has an index.
  const happened = did === undefined ? sql`` : sql`and ${sql(`${did}_at`)} is not null and seen <> 0`;
  // The index leads by state: of each the newest ones, and of those the newest.
  const rows = await sql<Row[]>`
    select m.id, m.contact_id as "contactId", c.email, m.state, m.reason, m.sent_at as "sentAt", m.opened_at as "openedAt", m.opens,
      m.clicked_at as "clickedAt", m.clicks, m.bounced_at as "bouncedAt", m.complained_at as "complainedAt",
      m.unsubscribed_at as "unsubscribedAt"
    from (select own.* from unnest(${state === undefined ? [...messageStates] : [state]}::text[]) wanted(state), lateral (
        select * from campaign_messages where campaign_id = ${toUuid("cmp", campaign.id)} and state = wanted.state ${after} ${happened}
        order by id desc limit ${limit + 1}) own
      order by own.id desc limit ${limit + 1}) m
    left join contacts c on c.audience_id = ${toUuid("aud", campaign.audienceId)} and c.id = m.contact_id
    order by m.id desc`;
  return toPage(rows, limit, (row) => fromUuid("msg", row.id), present);
}

const present = (row: Row): CampaignMessage => ({
  id: fromUuid("msg", row.id),
  contact: { id: fromUuid("con", row.contactId), email: row.email },
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
