import { surveyDue, waitedS } from "../background/survey";
import { runtime } from "../runtime";

/** Ready: the database answers; with what is due of each background function and how long the oldest of it waits, in seconds. */
export async function readiness(): Promise<Response> {
  try {
    const { ctx } = await runtime();
    await ctx.sql`select 1`;
    const now = ctx.now();
    const due = (await surveyDue(ctx)).map(({ drain, due }) => [
      drain.name,
      { count: due?.count ?? null, oldestS: waitedS(due, now) },
    ]);
    return Response.json({ status: "ready", engine: ctx.background.engine, due: Object.fromEntries(due) });
  } catch {
    return Response.json({ status: "unavailable", message: "The database does not answer." }, { status: 503 });
  }
}
