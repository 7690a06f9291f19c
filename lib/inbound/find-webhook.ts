import { and, eq } from "drizzle-orm";
import { audiences, inboundHooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { AppError, notFound } from "../errors";

export type HookRow = typeof inboundHooks.$inferSelect;

/** The audience's inbound webhook, or null before one is generated. Throws not_found for an audience of another workspace. */
export async function findWebhook(ctx: WorkspaceCtx, audienceId: string): Promise<HookRow | null> {
  const [row] = await ctx.db
    .select({ audienceId: audiences.id, hook: inboundHooks })
    .from(audiences)
    .leftJoin(inboundHooks, and(eq(inboundHooks.audienceId, audiences.id), eq(inboundHooks.kind, "audience")))
    .where(and(eq(audiences.id, audienceId), eq(audiences.workspaceId, ctx.workspace.id)));
  if (row === undefined) throw notFound("audience");
  return row.hook;
}

/** Like `findWebhook`, for an audience that must have one. Throws not_found. */
export async function requireWebhook(ctx: WorkspaceCtx, audienceId: string): Promise<HookRow> {
  const hook = await findWebhook(ctx, audienceId);
  if (hook === null)
    throw new AppError("not_found", "This audience has no inbound webhook yet. Generate its URL first.");
  return hook;
}
