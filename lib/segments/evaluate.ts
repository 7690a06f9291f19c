import type { TransactionSql } from "@/db/client";
import { predicateOf, turnOf } from "./compile";
import { dayOf } from "./days";
import type { LoadedSegment } from "./load";
import type { Moment } from "./operators/operator";
import { joinPieces, type Piece, piece } from "./piece";
import { runPiece } from "./statement";

/** Which contacts are looked at, as a condition on a column of contact ids. */
export type Scope = (column: Piece) => Piece;
export const theseContacts =
  (ids: readonly string[]): Scope =>
  (column) =>
    piece`${column} = any(${ids}::uuid[])`;
/** After `after`, up to and with `upTo`; null is the end. */
export const contactsBetween =
  (after: string | null, upTo: string | null): Scope =>
  (column) => {
    const from = piece`${column} > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid`;
    return upTo === null ? from : piece`${from} and ${column} <= ${upTo}::uuid`;
  };

/** Who came and went in a segment. Bare ids. */
export interface Movement {
  segmentId: string;
  entered: boolean;
  count: number;
  contactIds: string[];
}

/**
 * Brings the memberships of some segments, none of which reads another one of them, up to date for the contacts of a scope: the one
 * statement that incremental work and rebuilds share. The caller holds the audience's lock.
 */
export async function evaluate(
  tx: TransactionSql,
  audienceId: string,
  segments: readonly LoadedSegment[],
  scope: Scope,
  now: Date,
): Promise<Movement[]> {
  if (segments.length === 0) return [];
  const at: Moment = { today: dayOf(now), audienceId };
  const ids = segments.map(({ id }) => id);
  const verdicts = segments.map(({ id, tree }) => piece`(${id}::uuid, ${predicateOf(tree, at)})`);
  const moved = await runPiece<{ segmentId: string; entered: boolean; count: number; contactIds: string }>(
    tx,
    piece`
      with matched as materialized (
        select v.segment_id, c.id as contact_id
        from contacts c cross join lateral (values ${joinPieces(verdicts, piece`, `)}) v(segment_id, matches)
        where c.audience_id = ${audienceId}::uuid and ${scope(piece`c.id`)} and v.matches
      ), moving as materialized (
        select coalesce(x.segment_id, m.segment_id) as segment_id, coalesce(x.contact_id, m.contact_id) as contact_id,
          m.contact_id is null as entered
        from matched x full join (
          select segment_id, contact_id from segment_members m
          where m.segment_id = any(${ids}::uuid[]) and ${scope(piece`m.contact_id`)}) m
          on m.segment_id = x.segment_id and m.contact_id = x.contact_id
        where m.contact_id is null or x.contact_id is null
      ), gone as (
        delete from segment_members m using moving x
        where not x.entered and m.segment_id = x.segment_id and m.contact_id = x.contact_id
          and m.segment_id = any(${ids}::uuid[]) and ${scope(piece`m.contact_id`)}
        returning m.segment_id, m.contact_id
      ), come as (
        insert into segment_members (segment_id, contact_id, entered_at)
        select segment_id, contact_id, ${now.toISOString()}::timestamptz from moving where entered
        on conflict do nothing returning segment_id, contact_id
      )
      select segment_id as "segmentId", entered, count(*)::int as count, string_agg(contact_id::text, ',') as "contactIds"
      from (select *, true as entered from come union all select *, false from gone) moved
      group by segment_id, entered`,
  );
  await setTurns(tx, audienceId, segments, scope, at);
  return moved.map(({ contactIds, ...rest }) => ({ ...rest, contactIds: contactIds.split(",") }));
}

/** Notes when time alone will change memberships, for the segments that read time. */
async function setTurns(
  tx: TransactionSql,
  audienceId: string,
  segments: readonly LoadedSegment[],
  scope: Scope,
  at: Moment,
): Promise<void> {
  const turns = segments.flatMap(({ id, tree }) => {
    const turn = turnOf(tree, at);
    return turn === null ? [] : { id, verdict: piece`(${id}::uuid, ${turn})` };
  });
  if (turns.length === 0) return;
  const ids = turns.map(({ id }) => id);
  const verdicts = turns.map(({ verdict }) => verdict);
  await runPiece(
    tx,
    piece`
      with due as materialized (
        select v.segment_id, c.id as contact_id, v.due_at
        from contacts c cross join lateral (values ${joinPieces(verdicts, piece`, `)}) v(segment_id, due_at)
        where c.audience_id = ${audienceId}::uuid and ${scope(piece`c.id`)} and v.due_at is not null
      ), gone as (
        delete from segment_turns t
        where t.segment_id = any(${ids}::uuid[]) and ${scope(piece`t.contact_id`)}
          and not exists (select from due d where d.segment_id = t.segment_id and d.contact_id = t.contact_id)
      )
      insert into segment_turns (segment_id, contact_id, due_at)
      select segment_id, contact_id, due_at from due
      on conflict (segment_id, contact_id) do update set due_at = excluded.due_at
      where segment_turns.due_at <> excluded.due_at`,
  );
}
