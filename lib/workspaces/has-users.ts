import { users } from "@/db/schema";
import type { Ctx } from "../context";

/** Whether anybody has an account: until then, the first visit sets the installation up. */
export async function hasUsers(ctx: Ctx): Promise<boolean> {
  const rows = await ctx.db.select({ id: users.id }).from(users).limit(1);
  return rows.length > 0;
}
