import { and, eq } from "drizzle-orm";
import { members, users } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import type { Member } from "../contract";

/** What is shown of a member. */
export const memberColumns = {
  id: members.id,
  userId: members.userId,
  name: users.name,
  email: users.email,
  role: members.role,
  createdAt: members.createdAt,
};

export const presentMember = (row: Omit<Member, "createdAt"> & { createdAt: Date }): Member => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
});

/** One member of the workspace. Throws `not_found`. */
export async function getMember(ctx: WorkspaceCtx, memberId: string): Promise<Member> {
  const [row] = await ctx.db
    .select(memberColumns)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.id, memberId), eq(members.workspaceId, ctx.workspace.id)));
  if (row === undefined) throw notFound("member");
  return presentMember(row);
}
