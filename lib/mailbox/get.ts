import { and, eq } from "drizzle-orm";
import { mails } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { getMailContract, Mail } from "./contract";
import { presentMail } from "./present";
import { visibleMails } from "./visible";

/** One mail of the workspace. Throws `not_found`. */
export async function getMail(ctx: WorkspaceCtx, input: Input<typeof getMailContract>): Promise<Mail> {
  authorize(ctx, "read");
  const [row] = await ctx.db
    .select()
    .from(mails)
    .where(and(eq(mails.id, input.mailId), await visibleMails(ctx)));
  if (row === undefined) throw notFound("mail");
  return presentMail(ctx.actor, row);
}
