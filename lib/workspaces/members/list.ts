import { and, asc, eq, gt } from "drizzle-orm";
import { members, users } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { toPage } from "../../pagination";
import type { listMembersContract } from "../contract";
import { readCursor } from "../cursor";
import { authorize } from "../permissions";
import { memberColumns, presentMember } from "./select";

/** Who is in the workspace, oldest membership first. */
export async function listMembers(
  ctx: WorkspaceCtx,
  input: Input<typeof listMembersContract>,
): Promise<Answer<typeof listMembersContract>> {
  authorize(ctx, "read");
  const after = readCursor("mem", input.cursor);
  const rows = await ctx.db
    .select(memberColumns)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, ctx.workspace.id), after === null ? undefined : gt(members.id, after)))
    .orderBy(asc(members.id))
    .limit(input.limit + 1);
  return toPage(rows, input.limit, (row) => row.id, presentMember);
}
