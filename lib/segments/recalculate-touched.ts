import type { TransactionSql } from "@/db/client";
import type { AudienceConfig } from "../audiences/config";
import { evaluate, type Movement, theseContacts } from "./evaluate";
import type { LoadedSegment } from "./load";
import { segmentRead } from "./read-rules";
import { countMovements, emitMovements } from "./record-movements";

/** Contacts to look at again, and why. Bare ids. */
export interface Touched {
  contactIds: readonly string[];
  /** Names of what changed, as segments name what they read; `*` is everything. */
  changed: ReadonlySet<string>;
  /** Segments to look at whatever they read. */
  segmentIds: ReadonlySet<string>;
  /** Through how many webhooks and journeys of ours what changed a contact had come: circles end by that. */
  hops?: ReadonlyMap<string, number>;
}

/**
 * Brings touched contacts up to date in every segment that reads what changed, and in those that read these segments. The caller holds
 * the audience's lock; `segments` are all of the audience, in their order of depth.
 */
export async function recalculateTouched(
  tx: TransactionSql,
  audience: AudienceConfig,
  segments: readonly LoadedSegment[],
  { contactIds, changed, segmentIds, hops }: Touched,
  now: Date,
): Promise<void> {
  if (contactIds.length === 0) return;
  const scope = theseContacts(contactIds);
  const names = new Set(changed);
  const movements: Movement[] = [];
  const evaluated: string[] = [];
  for (const depth of new Set(segments.map((segment) => segment.depth))) {
    const due = segments.filter(
      ({ id, depth: own, reads }) =>
        own === depth && (names.has("*") || segmentIds.has(id) || reads.some((read) => names.has(read))),
    );
    const moved = await evaluate(tx, audience.id, due, scope, now);
    for (const { segmentId } of moved) names.add(segmentRead(segmentId));
    movements.push(...moved);
    evaluated.push(...due.map(({ id }) => id));
  }
  await countMovements(tx, movements, now);
  await emitMovements(tx, audience, segments, movements, now, hops);
  if (evaluated.length > 0) await tx`update segments set recalculated_at = ${now} where id = any(${evaluated}::uuid[])`;
}
