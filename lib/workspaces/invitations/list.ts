import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { invitations, users } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { toPage } from "../../pagination";
import type { listInvitationsContract } from "../contract";
import { readCursor } from "../cursor";
import { authorize } from "../permissions";
import { invitationColumns, presentInvitation } from "./select";

/** The invitations that nobody has accepted yet, newest first; expired ones can be sent again. */
export async function listInvitations(
  ctx: WorkspaceCtx,
  input: Input<typeof listInvitationsContract>,
): Promise<Answer<typeof listInvitationsContract>> {
  authorize(ctx, "read");
  const before = readCursor("inv", input.cursor);
  const rows = await ctx.db
    .select(invitationColumns)
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(
      and(
        eq(invitations.workspaceId, ctx.workspace.id),
        isNull(invitations.acceptedAt),
        before === null ? undefined : lt(invitations.id, before),
      ),
    )
    .orderBy(desc(invitations.id))
    .limit(input.limit + 1);
  return toPage(
    rows,
    input.limit,
    (row) => row.id,
    (row) => presentInvitation(row, ctx.now()),
  );
}
