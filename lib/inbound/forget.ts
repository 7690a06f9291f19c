import { type DueWork, dueCountMax } from "../background-function";
import type { Ctx } from "../context";
import { doorLimits } from "./limits";

const rowsPerStep = 5_000;
const trafficDays = 90;

const horizons = (ctx: Ctx) => {
  const now = ctx.now().getTime();
  return {
    answers: new Date(now - doorLimits.idempotencyHours * 3_600_000),
    traffic: new Date(now - trafficDays * 86_400_000),
  };
};

/** Deletes remembered answers whose day is over, and traffic counts older than a quarter, some thousand at a time. */
export async function forgetOldAnswers(ctx: Ctx): Promise<boolean> {
  const before = horizons(ctx);
  const [answers, traffic] = await Promise.all([
    ctx.sql`
      delete from inbound_answers where ctid in (select ctid from inbound_answers
        where created_at < ${before.answers} limit ${rowsPerStep})`,
    ctx.sql`
      delete from inbound_traffic where ctid in (select ctid from inbound_traffic
        where minute < ${before.traffic} limit ${rowsPerStep})`,
  ]);
  return answers.count === rowsPerStep || traffic.count === rowsPerStep;
}

/** Answers that may go, and webhooks with traffic counts that may. */
export async function dueForgetting(ctx: Ctx): Promise<DueWork> {
  const before = horizons(ctx);
  const [due] = await ctx.sql<DueWork[]>`
    select count(*)::int as count, min(since) as "oldestAt" from (
      (select created_at as since from inbound_answers where created_at < ${before.answers}
        order by created_at limit ${dueCountMax})
      union all
      (select oldest.minute from inbound_hooks h, lateral (
        select minute from inbound_traffic where hook_id = h.id order by minute limit 1) oldest
        where oldest.minute < ${before.traffic})) old`;
  return due ?? { count: 0, oldestAt: null };
}
