import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import { sampleParts } from "../../variables/sample-scope";
import type { Graph } from "../graph/graph";
import { triggerEventOf } from "../publish";
import type { TriggerEvent } from "../scope";

interface EventRow {
  id: string;
  type: string;
  data: Record<string, unknown>;
  source: string;
  sourceId: string | null;
  occurredAt: Date;
}

/**
 * What brings a contact in when nothing has: the event of an id, else the contact's newest of the type that the graph starts at, else the
 * catalogue's sample; null where somebody has to put it in by hand. Throws `not_found` for an id that this workspace has no event of.
 * @param contactId a bare UUID
 */
export async function findTriggerEvent(
  { sql, workspace }: WorkspaceCtx,
  graph: Graph,
  contactId: string,
  eventId: string | undefined,
): Promise<TriggerEvent | null> {
  const workspaceId = toUuid("wks", workspace.id);
  const type = triggerEventOf(graph);
  if (eventId === undefined && type === null) return null;
  const which =
    eventId === undefined ? sql`contact_id = ${contactId} and type = ${type}` : sql`id = ${toUuid("evt", eventId)}`;
  const [row] = await sql<EventRow[]>`
    select id, type, data, source, source_id as "sourceId", occurred_at as "occurredAt" from events
    where workspace_id = ${workspaceId} and ${which} order by id desc limit 1`;
  if (row !== undefined) return { ...row, id: fromUuid("evt", row.id), occurredAt: row.occurredAt.toISOString() };
  if (eventId !== undefined) throw notFound("event");
  const { event } = sampleParts(type ?? "");
  return { id: null, type: event.type, occurredAt: event.occurredAt.toISOString(), data: { ...event.data } };
}
