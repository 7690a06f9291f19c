import { and, eq } from "drizzle-orm";
import type { MemberRole } from "@/db/enums";
import { members, workspaces } from "@/db/schema";
import type { Ctx } from "../context";
import type { Workspace } from "./contract";

export interface Membership {
  workspace: Workspace;
  role: MemberRole;
}

/** The workspace with this slug and the user's role in it; null when there is none or the user is no member. */
export async function findMembership(ctx: Ctx, userId: string, slug: string): Promise<Membership | null> {
  const [row] = await ctx.db
    .select({ id: workspaces.id, slug: workspaces.slug, name: workspaces.name, role: members.role })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.userId, userId), eq(workspaces.slug, slug)));
  if (row === undefined) return null;
  const { role, ...workspace } = row;
  return { workspace, role };
}
