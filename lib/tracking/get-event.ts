import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { getEventContract } from "./contract";
import { type EventRow, eventColumns, presentEvent } from "./present";

/** One event, with the request in the ledger that caused it. Throws not_found. */
export async function getEvent(
  ctx: WorkspaceCtx,
  input: Input<typeof getEventContract>,
): Promise<Answer<typeof getEventContract>> {
  authorize(ctx, "read");
  const { sql } = ctx;
  // What a request to a door changes carries the moment of its arrival, to the millisecond.
  const [row] = await sql<(EventRow & { requestId: string | null })[]>`
    select ${eventColumns(sql)}, (
      select q.id from inbound_requests q
      where q.contact_id = e.contact_id and q.created_at = e.occurred_at and q.workspace_id = e.workspace_id
        and e.source in ('webhook', 'form')
      order by q.id limit 1) as "requestId"
    from events e left join contacts c on c.audience_id = e.audience_id and c.id = e.contact_id
    where e.workspace_id = ${toUuid("wks", ctx.workspace.id)} and e.id = ${toUuid("evt", input.eventId)}`;
  if (row === undefined) throw notFound("event");
  return { ...presentEvent(row), requestId: row.requestId === null ? null : fromUuid("req", row.requestId) };
}
