import type { Ctx } from "../context";
import { doorLimits } from "./limits";

const rowsPerStep = 5_000;
const trafficDays = 90;

/** Deletes remembered answers whose day is over, and traffic counts older than a quarter, some thousand at a time. */
export async function forgetOldAnswers(ctx: Ctx): Promise<boolean> {
  const now = ctx.now().getTime();
  const [answers, traffic] = await Promise.all([
    ctx.sql`
      delete from inbound_answers where ctid in (select ctid from inbound_answers
        where created_at < ${new Date(now - doorLimits.idempotencyHours * 3_600_000)} limit ${rowsPerStep})`,
    ctx.sql`
      delete from inbound_traffic where ctid in (select ctid from inbound_traffic
        where minute < ${new Date(now - trafficDays * 86_400_000)} limit ${rowsPerStep})`,
  ]);
  return answers.count === rowsPerStep || traffic.count === rowsPerStep;
}
