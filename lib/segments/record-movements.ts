import type { TransactionSql } from "@/db/client";
import { fromUuid, uuidFloor } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { AudienceConfig } from "../audiences/config";
import { type ContactRow, shownContactColumns } from "../contacts/columns";
import { snapshot } from "../contacts/snapshot";
import { insertEvents } from "../events/emit";
import type { Movement } from "./evaluate";
import type { LoadedSegment } from "./load";

const trafficRows = rowsOf({ segment_id: "uuid", hour: "timestamptz", entered: "int", left: "int" });

const hourMs = 3_600_000;

/** Counts who came and went; the number of a segment's members is the sum over all of it. */
export async function countMovements(tx: TransactionSql, movements: readonly Movement[], now: Date): Promise<void> {
  if (movements.length === 0) return;
  const hour = new Date(Math.floor(now.getTime() / hourMs) * hourMs);
  const rows = new Map<string, { segment_id: string; hour: Date; entered: number; left: number }>();
  for (const { segmentId, entered, count } of movements) {
    const row = rows.get(segmentId) ?? { segment_id: segmentId, hour, entered: 0, left: 0 };
    rows.set(segmentId, entered ? { ...row, entered: row.entered + count } : { ...row, left: row.left + count });
  }
  await tx`
    insert into segment_traffic (segment_id, hour, entered, "left")
    select segment_id, hour, entered, "left" from ${trafficRows([...rows.values()])} as r
    on conflict (segment_id, hour, slot) do update
    set entered = segment_traffic.entered + excluded.entered, "left" = segment_traffic."left" + excluded."left"`;
}

/**
 * Emits `segment.entered` and `segment.left`. Nothing is told of contacts that are gone. Until a segment has been built for the first
 * time it tells only of contacts that are newer than itself: the others were like that before somebody described them.
 */
export async function emitMovements(
  tx: TransactionSql,
  audience: AudienceConfig,
  segments: readonly LoadedSegment[],
  movements: readonly Movement[],
  now: Date,
  hops: ReadonlyMap<string, number> = new Map(),
): Promise<void> {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const told = movements.map(({ contactIds, ...movement }) => {
    const segment = byId.get(movement.segmentId);
    // Ids are made when contacts are: they sort by time.
    const since = segment === undefined || segment.builtVersion > 0 ? "" : uuidFloor(segment.createdAt);
    return { ...movement, segment, contactIds: contactIds.filter((id) => id >= since) };
  });
  const ids = [...new Set(told.flatMap(({ contactIds }) => contactIds))];
  if (ids.length === 0) return;
  const rows = await tx<ContactRow[]>`
    select ${shownContactColumns} from contacts c
    where c.audience_id = ${audience.id} and c.id = any(${ids}::uuid[])`;
  const contacts = new Map(rows.map((row) => [row.id, row]));
  await insertEvents(
    tx,
    told.flatMap(({ segmentId, segment, entered, contactIds }) =>
      contactIds.flatMap((contactId) => {
        const contact = contacts.get(contactId);
        if (contact === undefined || segment === undefined) return [];
        const id = fromUuid("seg", segmentId);
        return {
          type: entered ? ("segment.entered" as const) : ("segment.left" as const),
          workspaceId: audience.workspaceId,
          audienceId: audience.id,
          contactId,
          data: { contact: snapshot(contact, audience), segment: { id, name: segment.name } },
          source: "segment",
          sourceId: id,
          hop: hops.get(contactId) ?? null,
          occurredAt: now,
        };
      }),
    ),
  );
}
