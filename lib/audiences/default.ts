import { asc, eq } from "drizzle-orm";
import { audiences, workspaces } from "@/db/schema";
import type { WorkspaceCtx } from "../context";

/** Where new inbound webhooks put contacts unless told otherwise: what the workspace says, else its oldest audience, else null. */
export async function findDefaultAudience(ctx: WorkspaceCtx): Promise<string | null> {
  const [chosen] = await ctx.db
    .select({ id: workspaces.defaultAudienceId })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspace.id));
  const ofWorkspace = eq(audiences.workspaceId, ctx.workspace.id);
  const rows = await ctx.db.select({ id: audiences.id }).from(audiences).where(ofWorkspace).orderBy(asc(audiences.id));
  const known = rows.find((row) => row.id === chosen?.id) ?? rows[0];
  return known?.id ?? null;
}
