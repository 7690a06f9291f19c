import { and, asc, eq } from "drizzle-orm";
import { segmentMembers, segments } from "@/db/schema";
import { getContact } from "../contacts/get";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { listContactSegmentsContract } from "./contract";

/** The segments that a contact is in, by name: all of them, as an audience never has more than a page. Throws `not_found`. */
export async function listContactSegments(
  ctx: WorkspaceCtx,
  { audienceId, contactId }: Input<typeof listContactSegmentsContract>,
): Promise<Answer<typeof listContactSegmentsContract>> {
  authorize(ctx, "read");
  await getContact(ctx, { audienceId, contactId });
  const rows = await ctx.db
    .select({ id: segments.id, name: segments.name, enteredAt: segmentMembers.enteredAt })
    .from(segmentMembers)
    .innerJoin(segments, eq(segments.id, segmentMembers.segmentId))
    .where(and(eq(segmentMembers.contactId, contactId), eq(segments.audienceId, audienceId)))
    .orderBy(asc(segments.matchName));
  return { items: rows.map((row) => ({ ...row, enteredAt: row.enteredAt.toISOString() })), nextCursor: null };
}
