import { and, eq, isNull, or, type SQL } from "drizzle-orm";
import { mails, users } from "@/db/schema";
import type { WorkspaceCtx } from "../context";

/** The mails of this workspace; for the operator of the installation also those about accounts, which belong to none. */
export async function visibleMails(ctx: WorkspaceCtx): Promise<SQL | undefined> {
  const own = eq(mails.workspaceId, ctx.workspace.id);
  return (await isOperator(ctx)) ? or(own, isNull(mails.workspaceId)) : own;
}

async function isOperator(ctx: WorkspaceCtx): Promise<boolean> {
  if (ctx.actor.type !== "user") return false;
  const [operator] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, ctx.actor.userId), eq(users.operator, true)));
  return operator !== undefined;
}
