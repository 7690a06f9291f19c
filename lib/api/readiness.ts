import { surveyDue, waitedS } from "../background/survey";
import { runtime } from "../runtime";
import type { ApiDeps } from "./deps";

/** What telling whether a process is ready needs of the runtime. */
export type ReadinessDeps = Pick<ApiDeps, "ctx">;

/** Whether a process is ready, as Next's route handler. */
export const readiness = async (): Promise<Response> => {
  const deps = await runtime().catch(() => null);
  return deps === null ? notReady() : answerReadiness(deps);
};

/** Ready: the database answers; with what is due of each background function and how long the oldest of it waits, in seconds. */
export async function answerReadiness({ ctx }: ReadinessDeps): Promise<Response> {
  try {
    await ctx.sql`select 1`;
    const now = ctx.now();
    const due = (await surveyDue(ctx)).map(({ drain, due }) => [
      drain.name,
      { count: due?.count ?? null, oldestS: waitedS(due, now) },
    ]);
    return Response.json({ status: "ready", engine: ctx.background.engine, due: Object.fromEntries(due) });
  } catch {
    return notReady();
  }
}

const notReady = () =>
  Response.json({ status: "unavailable", message: "The database does not answer." }, { status: 503 });
