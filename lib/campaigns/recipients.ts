import { toUuid } from "@/db/ids";
import type { Ctx } from "../context";

/** Whom a campaign goes to. Ids are prefixed. */
export interface Recipients {
  audienceId: string;
  segmentId: string | null;
  /** A campaign to a segment that has been deleted goes to nobody. */
  toSegment: boolean;
}

/** How many would get it now, and how many belong there without being Active. */
export async function countRecipientsOf(
  { sql }: Pick<Ctx, "sql">,
  { audienceId, segmentId, toSegment }: Recipients,
): Promise<{ active: number; others: number }> {
  if (toSegment && segmentId === null) return { active: 0, others: 0 };
  const [counts] =
    segmentId === null
      ? await sql<{ active: number; others: number }[]>`
        select coalesce(sum(contacts) filter (where status = 'subscribed'), 0)::int as active,
          coalesce(sum(contacts) filter (where status <> 'subscribed'), 0)::int as others
        from audience_counters where audience_id = ${toUuid("aud", audienceId)}`
      : await sql<{ active: number; others: number }[]>`
        select (count(*) filter (where c.status = 'subscribed'))::int as active,
          (count(*) filter (where c.status <> 'subscribed'))::int as others
        from segment_members m join contacts c on c.audience_id = ${toUuid("aud", audienceId)} and c.id = m.contact_id
        where m.segment_id = ${toUuid("seg", segmentId)}`;
  return counts ?? { active: 0, others: 0 };
}
