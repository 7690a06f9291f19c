import { and, eq, inArray } from "drizzle-orm";
import { mails } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import { conflict } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { Mail, retryMailContract } from "./contract";
import { getMail } from "./get";
import { presentMail } from "./present";
import { visibleMails } from "./visible";

/** Queues a failed or unknown mail again, with a fresh set of tries. Throws `not_found`, or `conflict` in any other state. */
export async function retryMail(ctx: WorkspaceCtx, input: Input<typeof retryMailContract>): Promise<Mail> {
  authorize(ctx, "contacts:write");
  const visible = await visibleMails(ctx);
  return transaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(mails)
      .set({ state: "queued", dueAt: tx.now(), attempts: 0, error: null, claimId: null })
      .where(and(eq(mails.id, input.mailId), visible, inArray(mails.state, ["failed", "unknown"])))
      .returning();
    if (row !== undefined) {
      tx.signals.send("mail/queued");
      return presentMail(tx.actor, row);
    }
    const { state } = await getMail(tx, input);
    throw conflict(`This mail is ${state}. Only a mail that failed, or may not have arrived, can be sent again.`);
  });
}
