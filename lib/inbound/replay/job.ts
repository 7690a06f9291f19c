import { z } from "zod";
import { fromUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { idSchema } from "../../http/contract";
import { type JobProblem, jobKind } from "../../jobs/kind";
import type { Arrival, Settled } from "../arrival";
import { commitBatch, newBatchMemory } from "../commit-batch";
import { requestFilterSchema } from "../contract";
import { type LoggedRequest, loadLogged } from "./load";
import { toArrival } from "./to-arrival";

/** A request and either what is sent for it or why nothing can be. */
type Turn = { logged: LoggedRequest } & ({ arrival: Arrival } | { problem: string });

/**
 * Sends logged requests again, oldest first, a batch at a time. The batch and the job's progress are one transaction: whatever happens,
 * no request is sent twice by one job. What each was answered stands in the ledger, as a request of its own; what was refused is listed
 * with the job too.
 */
export const replayJob = jobKind({
  name: "inbound.replay",
  input: z.object({
    ids: z.array(idSchema("request")).optional(),
    filter: requestFilterSchema.optional(),
    audienceId: idSchema("audience").optional(),
    upTo: idSchema("request"),
  }),
  cursor: z.object({ after: idSchema("request").nullable() }),
  report: z.null(),
  step: async (ctx, { input, cursor }, save) => {
    const after = cursor?.after ?? null;
    const { requests, last } = await loadLogged(ctx, input, after);
    if (requests.length === 0)
      return save(ctx.sql, { cursor: { after }, done: 0, succeeded: 0, failed: 0, issues: [], finished: true });
    const turns = await Promise.all(requests.map((logged) => prepare(ctx, logged)));
    const commit = (part: Turn[], finished: boolean) => {
      const arrivals = part.flatMap((turn) => ("arrival" in turn ? turn.arrival : []));
      return commitBatch(ctx, newBatchMemory(), arrivals, {
        within: (tx, settled) => save(tx, progressOf(part, settled, finished)),
      });
    };
    try {
      await commit(turns, last);
    } catch (error) {
      // One request that nobody foresaw must not hold up the others: the first goes alone, and is passed over if it can't.
      ctx.log.error({ err: error }, "a batch of replays failed");
      const [first, ...others] = turns;
      if (first === undefined) throw error;
      const finished = last && others.length === 0;
      await commit([first], finished).catch(() =>
        save(ctx.sql, progressOf([{ logged: first.logged, problem: unforeseen }], [], finished)),
      );
    }
  },
});

const unforeseen = "Something went wrong on our side with this request. Nothing of it was saved.";

async function prepare(ctx: WorkspaceCtx, logged: LoggedRequest): Promise<Turn> {
  const problem = obstacle(logged);
  return problem === null ? { logged, arrival: await toArrival(logged, ctx.now()) } : { logged, problem };
}

function obstacle({ hook, body, query }: LoggedRequest): string | null {
  if (hook === "deleted") return "Its webhook was deleted, so it can't be sent again.";
  if (hook === "paused") return "Its webhook is paused. Turn it on, then replay the request.";
  if (body === null && query === null) return "Its body is not kept, so it can't be sent again.";
  return null;
}

function progressOf(turns: Turn[], settled: Settled[], finished: boolean) {
  const answers = settled.values();
  const issues: JobProblem[] = [];
  for (const turn of turns) {
    const answer = "arrival" in turn ? answers.next().value : undefined;
    if (answer !== undefined && answer.status < 400) continue;
    const message = "problem" in turn ? turn.problem : (answer?.answer.message ?? unforeseen);
    issues.push({ subject: fromUuid("req", turn.logged.id), message });
  }
  const lastId = turns.at(-1)?.logged.id;
  return {
    cursor: { after: lastId === undefined ? null : fromUuid("req", lastId) },
    done: turns.length,
    succeeded: turns.length - issues.length,
    failed: issues.length,
    issues,
    finished,
  };
}
