import type { Fragment } from "@/db/client";
import { fromUuid, newUuid, toUuid } from "@/db/ids";
import type { Ctx, WorkspaceCtx } from "../context";
import { isAppError } from "../errors";
import type { Job } from "./contract";
import { getJob } from "./get";
import type { JobKind } from "./kind";
import { ClaimLost, saveProgress } from "./save-progress";

/** A living process renews its lease while a step goes on: where one ends, its process has died or hangs. */
const leaseMs = 15_000;
const renewMs = 5_000;
const attemptsMax = 5;
const backOffMs = [1_000, 5_000, 30_000, 120_000];

const gaveUp =
  "Something went wrong on our side five times in a row, so this was stopped. What was done until then is kept; start it again for the rest.";

/** Ids are bare UUIDs. */
interface ClaimedJob {
  id: string;
  kind: string;
  input: unknown;
  cursor: unknown;
  report: unknown;
  total: number | null;
  done: number;
  attempts: number;
  cancelled: boolean;
  workspaceId: string;
  slug: string;
  workspaceName: string;
}

/**
 * One step of the jobs drain: does one step of the job that has waited longest, so that several take turns. Answers whether there may be
 * more. A step that throws is tried again with growing pauses; a process that dies leaves a lease that ends.
 */
export async function runDueJobs(ctx: Ctx, kinds: readonly JobKind[]): Promise<boolean> {
  const { sql, now } = ctx;
  return runOne(
    ctx,
    kinds,
    sql`
      select id from jobs
      where state in ('queued', 'running') and kind = any(${kinds.map((kind) => kind.name)})
        and (lease_until is null or lease_until <= ${now()})
      order by lease_until nulls first, id limit 1 for update skip locked`,
  );
}

/**
 * Does the first step of a job that was created held, in the request of whoever started it: when the work is small it is done before the
 * answer. The drain does the rest, and all of it should this process die.
 */
export async function runHeldJob<Input>(ctx: WorkspaceCtx, kind: JobKind<Input>, jobId: string): Promise<Job> {
  const id = toUuid("job", jobId);
  const { sql } = ctx;
  await runOne(
    ctx,
    [kind],
    sql`select id from jobs where id = ${id} and state = 'queued' and claim_id is null for update`,
  );
  ctx.signals.send("jobs/queued");
  return getJob(ctx, { jobId });
}

async function runOne(ctx: Ctx, kinds: readonly JobKind[], which: Fragment): Promise<boolean> {
  const claimId = newUuid();
  const job = await claim(ctx, claimId, which);
  if (job === null) return false;
  if (job.cancelled) await end(ctx, job, claimId, "cancelled", null);
  else if (job.attempts > attemptsMax) await end(ctx, job, claimId, "failed", gaveUp);
  else await takeStep(ctx, job, claimId, kinds);
  return true;
}

/** `lease_until` of a job that nobody holds says when it was last worked on, or from when it may be. */
async function claim(ctx: Ctx, claimId: string, which: Fragment): Promise<ClaimedJob | null> {
  const now = ctx.now();
  const [job] = await ctx.sql<ClaimedJob[]>`
    update jobs j set state = 'running', claim_id = ${claimId}, lease_until = ${new Date(now.getTime() + leaseMs)},
      attempts = attempts + 1, started_at = coalesce(started_at, ${now})
    from workspaces w
    where w.id = j.workspace_id and j.id = (${which})
    returning j.id, j.kind, j.input, j.cursor, j.report, j.total::float8 as total, j.done::float8 as done, j.attempts,
      j.cancel_requested_at is not null as cancelled, w.id as "workspaceId", w.slug, w.name as "workspaceName"`;
  return job ?? null;
}

async function takeStep(ctx: Ctx, job: ClaimedJob, claimId: string, kinds: readonly JobKind[]): Promise<void> {
  const kind = kinds.find(({ name }) => name === job.kind);
  if (kind === undefined) throw new Error(`a job of kind ${job.kind} was claimed without its kind`);
  const { input, cursor, report, total, done } = job;
  let saved = false;
  const renewal = setInterval(() => void renew(ctx, job, claimId), renewMs).unref();
  try {
    const turn = { id: fromUuid("job", job.id), input, cursor, report, total, done };
    await kind.step(asSystem(ctx, job), turn, async (tx, progress) => {
      await saveProgress(tx, { jobId: job.id, claimId }, progress, ctx.now());
      saved = true;
    });
    if (!saved) throw new Error(`a step of ${job.kind} ended without saving its progress`);
  } catch (error) {
    if (!(error instanceof ClaimLost)) await afterFailure(ctx, job, claimId, error);
  } finally {
    clearInterval(renewal);
  }
}

/** Whoever fails to renew still has what is left of the lease, and a job that was saved meanwhile is nobody's any more. */
async function renew(ctx: Ctx, job: ClaimedJob, claimId: string): Promise<void> {
  await ctx.sql`
    update jobs set lease_until = ${new Date(ctx.now().getTime() + leaseMs)}
    where id = ${job.id} and claim_id = ${claimId}`.catch((error: unknown) =>
    ctx.log.warn({ err: error, job: fromUuid("job", job.id) }, "a job's lease could not be renewed"),
  );
}

const asSystem = (ctx: Ctx, job: ClaimedJob): WorkspaceCtx => ({
  ...ctx,
  workspace: { id: fromUuid("wks", job.workspaceId), slug: job.slug, name: job.workspaceName },
  actor: { type: "system" },
});

async function afterFailure(ctx: Ctx, job: ClaimedJob, claimId: string, error: unknown): Promise<void> {
  if (isAppError(error) && error.code !== "unavailable") return end(ctx, job, claimId, "failed", error.message);
  ctx.log.error({ err: error, job: fromUuid("job", job.id), kind: job.kind }, "a step of a job failed");
  const delayMs = backOffMs[job.attempts - 1];
  if (delayMs === undefined) return end(ctx, job, claimId, "failed", gaveUp);
  await ctx.sql`
    update jobs set claim_id = null, lease_until = ${new Date(ctx.now().getTime() + delayMs)}
    where id = ${job.id} and claim_id = ${claimId}`;
}

async function end(
  ctx: Ctx,
  job: ClaimedJob,
  claimId: string,
  state: "failed" | "cancelled",
  error: string | null,
): Promise<void> {
  await ctx.sql`
    update jobs set state = ${state}, error = ${error}, claim_id = null, finished_at = ${ctx.now()}
    where id = ${job.id} and claim_id = ${claimId}`;
}
