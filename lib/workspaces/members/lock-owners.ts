import { and, asc, eq } from "drizzle-orm";
import { members } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";

/**
 * Counts the owners and holds them until the transaction ends, always in the same order: two owners who demote each other at the same
 * moment take turns, and the second one finds a single owner left.
 */
export async function lockOwners(ctx: WorkspaceCtx): Promise<number> {
  const owners = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.workspaceId, ctx.workspace.id), eq(members.role, "owner")))
    .orderBy(asc(members.id))
    .for("update");
  return owners.length;
}
