import { mails } from "@/db/schema";
import type { Ctx } from "../context";
import { buildMail, type NewMail } from "./build";

/** Queues a mail in the caller's transaction and answers its id. It is sent soon after the commit. */
export async function queueMail(ctx: Ctx, mail: Omit<NewMail, "dueAt">): Promise<string> {
  const row = buildMail({ ...mail, dueAt: ctx.now() });
  await ctx.db.insert(mails).values(row);
  ctx.signals.send("mail/queued");
  return row.id;
}
