import { fromUuid, parseId, toUuid } from "@/db/ids";
import { audienceOf } from "../contacts/audience-of";
import { type ContactRow, shownContactColumns } from "../contacts/columns";
import { presentContact } from "../contacts/present";
import { searchQuery } from "../contacts/search-words";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import type { Answer, Input } from "../http/contract";
import { normaliseEmail } from "../mapping/email";
import { toPage } from "../pagination";
import { authorize } from "../workspaces/permissions";
import type { listSegmentMembersContract } from "./contract";
import { selectSegment } from "./select";

/** A page of a segment's contacts, newest contact first. `email` is exact; every word of `search` must begin a word of address or name. */
export async function listSegmentMembers(
  ctx: WorkspaceCtx,
  input: Input<typeof listSegmentMembersContract>,
): Promise<Answer<typeof listSegmentMembersContract>> {
  authorize(ctx, "read");
  const { sql } = ctx;
  const { id } = await selectSegment(ctx, input.audienceId, input.segmentId);
  const audience = await audienceOf(ctx, input.audienceId);
  const after = input.cursor === undefined ? null : parseId("con", input.cursor);
  if (input.cursor !== undefined && after === null)
    throw invalid("This cursor is not one of ours: take nextCursor of the page before.");
  const address = input.email === undefined ? null : normaliseEmail(input.email);
  if (address?.ok === false) return { items: [], nextCursor: null };
  const words = input.search === undefined ? null : searchQuery(input.search);
  const rows = await sql<(ContactRow & { enteredAt: Date })[]>`
    select ${shownContactColumns}, m.entered_at as "enteredAt"
    from segment_members m join contacts c on c.audience_id = ${audience.id} and c.id = m.contact_id
    where m.segment_id = ${toUuid("seg", id)}
      ${after === null ? sql`` : sql`and m.contact_id < ${after}`}
      ${address === null ? sql`` : sql`and c.email = ${address.email}`}
      ${words === null ? sql`` : sql`and c.search @@ ${words}::tsquery`}
    order by m.contact_id desc limit ${input.limit + 1}`;
  return toPage(
    rows,
    input.limit,
    (row) => fromUuid("con", row.id),
    (row) => ({ ...presentContact(row, audience), enteredAt: row.enteredAt.toISOString() }),
  );
}
