import { eq, sum } from "drizzle-orm";
import { audienceCounters } from "@/db/schema";
import type { WorkspaceCtx } from "../context";

/** How many contacts an audience has, exactly and at once. */
export async function countContacts(ctx: WorkspaceCtx, audienceId: string): Promise<number> {
  const [row] = await ctx.db
    .select({ contacts: sum(audienceCounters.contacts).mapWith(Number) })
    .from(audienceCounters)
    .where(eq(audienceCounters.audienceId, audienceId));
  return row?.contacts ?? 0;
}
