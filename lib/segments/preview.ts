import { audienceOf } from "../contacts/audience-of";
import { type ContactRow, shownContactColumns } from "../contacts/columns";
import { presentContact } from "../contacts/present";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { predicateOf } from "./compile";
import type { previewSegmentContract } from "./contract";
import { dayOf } from "./days";
import { defineRules } from "./define";
import { type Piece, piece } from "./piece";
import { selectSegment } from "./select";
import { runPiece } from "./statement";

/** Counting stops here: nobody edits rules by the ten thousandth contact. */
const countMax = 10_000;
const sampleSize = 10;
const patienceMs = 1_500;
/** What is looked at when all contacts take too long. */
const newestContacts = 10_000;

/**
 * How many contacts rules match now, with the newest of the counted ones. Takes three seconds at most: where looking at everybody
 * takes longer, only the newest contacts are counted, and `capped` says that there may be more. Throws `invalid_input` like saving.
 */
export async function previewSegment(
  ctx: WorkspaceCtx,
  { audienceId, rules, segmentId }: Input<typeof previewSegmentContract>,
): Promise<Answer<typeof previewSegmentContract>> {
  authorize(ctx, "read");
  const audience = await audienceOf(ctx, audienceId);
  const self = segmentId === undefined ? null : await selectSegment(ctx, audienceId, segmentId);
  const { tree } = await defineRules(ctx, audienceId, rules, self);
  const predicate = predicateOf(tree, { today: dayOf(ctx.now()), audienceId: audience.id });
  const own = piece`c.audience_id = ${audience.id}::uuid`;
  const newest = piece`(select * from contacts c where ${own} order by c.id desc limit ${newestContacts}::int)`;
  const all = await countIn(ctx, piece`contacts`, piece`${own} and ${predicate}`);
  const { count, sample } = all ?? (await countIn(ctx, newest, predicate)) ?? { count: 0, sample: [] };
  const rows = await ctx.sql<ContactRow[]>`
    select ${shownContactColumns} from contacts c
    where c.audience_id = ${audience.id} and c.id = any(${sample}::uuid[]) order by c.id desc`;
  return {
    count: Math.min(count, countMax),
    capped: all === null || count > countMax,
    sample: rows.map((row) => presentContact(row, audience)),
  };
}

/** Null when it takes longer than people wait. */
async function countIn(
  ctx: WorkspaceCtx,
  source: Piece,
  where: Piece,
): Promise<{ count: number; sample: string[] } | null> {
  try {
    return await ctx.sql.begin("read only", async (tx) => {
      await tx.unsafe(`set local statement_timeout = ${patienceMs}`);
      const [row] = await runPiece<{ count: number; sample: string[] }>(
        tx,
        piece`
          with hits as materialized (select c.id from ${source} c where ${where} limit ${countMax + 1}::int)
          select (select count(*)::int from hits) as count,
            array(select id from hits order by id desc limit ${sampleSize}::int) as sample`,
      );
      return row ?? { count: 0, sample: [] };
    });
  } catch (error) {
    // query_canceled
    if (typeof error === "object" && error !== null && "code" in error && error.code === "57014") return null;
    throw error;
  }
}
