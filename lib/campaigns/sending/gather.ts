import type { TransactionSql } from "@/db/client";
import { newUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { Ctx } from "../../context";

const messageRows = rowsOf({ id: "uuid", contact_id: "uuid" });
/** Keeps a transaction far below a second. */
export const contactsPerChunk = 5_000;
const beforeAll = "00000000-0000-0000-0000-000000000000";

interface Gathering {
  id: string;
  audienceId: string;
  segmentId: string | null;
  toSegment: boolean;
  gatheredTo: string | null;
}

/**
 * Makes the messages of the next chunk of contacts of one campaign that is being sent. How far it has come is written with them, so that
 * a killed process repeats nothing. Who becomes Active behind that point gets no mail. Answers whether there may be more.
 */
export async function gatherRecipients(ctx: Ctx): Promise<boolean> {
  return ctx.sql.begin(async (tx) => {
    const [campaign] = await tx<Gathering[]>`
      select id, audience_id as "audienceId", segment_id as "segmentId", to_segment as "toSegment", gathered_to as "gatheredTo"
      from campaigns c where ${isGathering(tx)} order by random() limit 1 for update skip locked`;
    if (campaign === undefined) return false;
    const { contactIds, upTo } = await nextContacts(tx, campaign);
    const now = ctx.now();
    const rows = contactIds.map((contactId) => ({ id: newUuid(), contact_id: contactId }));
    await Promise.all([
      rows.length === 0
        ? null
        : tx`
        insert into campaign_messages (id, campaign_id, contact_id, state, due_at)
        select id, ${campaign.id}::uuid, contact_id, 'pending', ${now}::timestamptz from ${messageRows(rows)} as r
        on conflict (campaign_id, contact_id) do nothing`,
      tx`
        update campaigns set gathered_to = coalesce(${upTo}::uuid, gathered_to), gathered_at = ${upTo === null ? now : null}
        where id = ${campaign.id}`,
    ]);
    return true;
  });
}

/** Campaigns `c` whose recipients can be gathered now: a segment that is being rebuilt is waited for. */
export const isGathering = (sql: Ctx["sql"] | TransactionSql) => sql`
  c.status = 'sending' and c.gathered_at is null
  and not exists (select from segments s where s.id = c.segment_id and s.built_version < s.version)`;

/** The next Active contacts, and the last one that was looked at; null when there was none left. */
async function nextContacts(
  tx: TransactionSql,
  { audienceId, segmentId, toSegment, gatheredTo }: Gathering,
): Promise<{ contactIds: string[]; upTo: string | null }> {
  // The members of a deleted segment are nobody.
  if (toSegment && segmentId === null) return { contactIds: [], upTo: null };
  const after = gatheredTo ?? beforeAll;
  const rows =
    segmentId === null
      ? await tx<{ id: string; active: boolean }[]>`
        select id, true as active from contacts
        where audience_id = ${audienceId} and status = 'subscribed' and id > ${after} order by id limit ${contactsPerChunk}`
      : await tx<{ id: string; active: boolean }[]>`
        select m.contact_id as id, c.status is not distinct from 'subscribed' as active
        from (select contact_id from segment_members where segment_id = ${segmentId} and contact_id > ${after}
          order by contact_id limit ${contactsPerChunk}) m
        left join contacts c on c.audience_id = ${audienceId} and c.id = m.contact_id order by m.contact_id`;
  return {
    contactIds: rows.flatMap(({ id, active }) => (active ? id : [])),
    upTo: rows.length < contactsPerChunk ? null : (rows.at(-1)?.id ?? null),
  };
}
