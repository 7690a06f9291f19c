import { sql } from "drizzle-orm";
import type { Ctx } from "../context";

/** Any number that nothing else uses. Held until the transaction ends: two first visits, or two starting processes, take turns. */
const setupLock = 7_433_431;

export async function lockSetup(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${setupLock}::bigint)`);
}
