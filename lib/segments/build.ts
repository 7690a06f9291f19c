import type { TransactionSql } from "@/db/client";
import type { AudienceConfig } from "../audiences/config";
import { contactsBetween, evaluate, type Scope } from "./evaluate";
import type { LoadedSegment } from "./load";
import { piece } from "./piece";
import { segmentRead } from "./read-rules";
import { recalculateTouched } from "./recalculate-touched";
import { countMovements, emitMovements } from "./record-movements";
import { runPiece } from "./statement";

/** A chunk takes less than a second: a first build tells hardly anybody, any other one may write an event for each contact. */
const chunkOf = ({ builtVersion }: LoadedSegment): number => (builtVersion === 0 ? 20_000 : 10_000);

/** A step takes chunks until so much time has passed: each commit waits for the disk, and others wait for the audience's lock. */
const stepMs = 200;

/**
 * One step of the rebuild of the audience's lowest segment whose rules are newer than its members. Where it has come to is written
 * with the members, so that a killed process loses nothing and the next one goes on. A rebuild after a change of the rules tells of
 * everybody who comes or goes; the first build does not, see `emitMovements`.
 * @returns whether there may be more to build
 */
export async function buildStep(
  tx: TransactionSql,
  audience: AudienceConfig,
  segments: readonly LoadedSegment[],
  now: Date,
): Promise<boolean> {
  const segment = segments.find(({ version, builtVersion }) => builtVersion < version);
  if (segment === undefined) return false;
  const endsAt = performance.now() + stepMs;
  let after = segment.buildCursor;
  do after = await buildChunk(tx, audience, segments, segment, after, now);
  while (after !== null && performance.now() < endsAt);
  return true;
}

/** Builds the contacts that follow `after`; answers the last of them, null at the end. */
async function buildChunk(
  tx: TransactionSql,
  audience: AudienceConfig,
  segments: readonly LoadedSegment[],
  segment: LoadedSegment,
  after: string | null,
  now: Date,
): Promise<string | null> {
  const { upTo, contacts } = await nextChunk(tx, audience.id, after, chunkOf(segment));
  // The last chunk reaches to the end, where members may be whose contacts are gone.
  const scope = contactsBetween(after, upTo);
  const [, , movements] = await Promise.all([
    segment.timed ? null : forgetTurns(tx, segment.id, scope),
    // The planner takes the end of a table that it has not analyzed for empty, and would compare everybody with everybody.
    tx`set local enable_nestloop = off`,
    evaluate(tx, audience.id, [segment], scope, now),
  ]);
  await Promise.all([tx`set local enable_nestloop = on`, countMovements(tx, movements, now)]);
  await emitMovements(tx, audience, segments, movements, now);
  await recalculateTouched(
    tx,
    audience,
    segments.filter(({ depth }) => depth > segment.depth),
    {
      contactIds: [...new Set(movements.flatMap(({ contactIds }) => contactIds))],
      changed: new Set([segmentRead(segment.id)]),
      segmentIds: new Set(),
    },
    now,
  );
  // Rules that were changed after we read them start their own build from the beginning: nothing is written over it.
  await tx`
    update segments set build_cursor = ${upTo}, build_done = build_done + ${contacts},
      build_total = greatest(build_total, build_done + ${contacts}),
      built_version = case when ${upTo === null} then version else built_version end, recalculated_at = ${now}
    where id = ${segment.id} and version = ${segment.version}`;
  return upTo;
}

/** The next contacts in their order, up to and with `upTo`; null is the end. */
async function nextChunk(
  tx: TransactionSql,
  audienceId: string,
  after: string | null,
  size: number,
): Promise<{ upTo: string | null; contacts: number }> {
  const rest = tx`from contacts where audience_id = ${audienceId} and id > ${after ?? "00000000-0000-0000-0000-000000000000"}`;
  const [last] = await tx<{ id: string }[]>`select id ${rest} order by id offset ${size - 1} limit 1`;
  if (last !== undefined) return { upTo: last.id, contacts: size };
  const [left] = await tx<{ contacts: number }[]>`select count(*)::int as contacts ${rest}`;
  return { upTo: null, contacts: left?.contacts ?? 0 };
}

/** Rules that don't read time any more have left turns behind. */
const forgetTurns = (tx: TransactionSql, segmentId: string, scope: Scope) =>
  runPiece(
    tx,
    piece`delete from segment_turns t where t.segment_id = ${segmentId}::uuid and ${scope(piece`t.contact_id`)}`,
  );
