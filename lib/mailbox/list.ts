import { and, desc, eq, lt } from "drizzle-orm";
import { mails } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import { readCursor } from "../workspaces/cursor";
import { authorize } from "../workspaces/permissions";
import type { listMailboxContract } from "./contract";
import { presentMail } from "./present";
import { visibleMails } from "./visible";

/** Mails of the workspace, newest first, by exact recipient and state. */
export async function listMailbox(
  ctx: WorkspaceCtx,
  input: Input<typeof listMailboxContract>,
): Promise<Answer<typeof listMailboxContract>> {
  authorize(ctx, "read");
  const before = readCursor("mai", input.cursor);
  const rows = await ctx.db
    .select()
    .from(mails)
    .where(
      and(
        await visibleMails(ctx),
        input.to === undefined || input.to === "" ? undefined : eq(mails.toAddress, input.to),
        input.state === undefined ? undefined : eq(mails.state, input.state),
        before === null ? undefined : lt(mails.id, before),
      ),
    )
    .orderBy(desc(mails.id))
    .limit(input.limit + 1);
  return toPage(
    rows,
    input.limit,
    (row) => row.id,
    (row) => presentMail(ctx.actor, row),
  );
}
