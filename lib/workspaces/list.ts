import { asc, eq } from "drizzle-orm";
import { members, workspaces } from "@/db/schema";
import type { UserCtx } from "../auth/account-context";
import type { MyWorkspace } from "./contract";

/** The workspaces somebody is a member of, by name. Not paged: nobody is in more than they can look through. */
export async function listWorkspaces(ctx: UserCtx): Promise<{ items: MyWorkspace[] }> {
  const items = await ctx.db
    .select({ id: workspaces.id, slug: workspaces.slug, name: workspaces.name, role: members.role })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(eq(members.userId, ctx.user.id))
    .orderBy(asc(workspaces.name), asc(workspaces.id))
    .limit(500);
  return { items };
}
