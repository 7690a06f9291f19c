import { beforeEach, expect, test } from "vitest";
import type { RunState } from "@/db/enums";
import { fromUuid, newId, toUuid, uuidFloor } from "@/db/ids";
import { ensurePartitions } from "@/db/partitions";
import { journeyRuns, journeySteps } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { updateRetention } from "../workspaces/retention/update";
import { countOverdueRuns, pruneRuns } from "./prune";
import { line, node, trigger } from "./testing/graphs";
import { liveJourney } from "./testing/settle";

type Ctx = WorkspaceCtx & TestCtx;
let ctx: Ctx;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  ctx.clock.now = new Date();
  await ctx.sql`delete from journey_runs`;
  await ctx.sql`delete from journey_steps`;
});

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * dayMs);
const graph = line(trigger, node("end", "exit"));

let made = 0;
/** A run of a journey that came in and ended so many days ago; null has not ended. With one step. */
async function run(
  of: Ctx,
  journeyId: string,
  entered: number,
  finished: number | null,
  state: RunState = "completed",
) {
  made++;
  const id = fromUuid("run", uuidFloor(daysAgo(entered)).slice(0, 24) + made.toString(16).padStart(12, "0"));
  const [version] = await of.sql<{ id: string; audienceId: string }[]>`
    select v.id, j.audience_id as "audienceId" from journey_versions v join journeys j on j.id = v.journey_id
    where v.journey_id = ${toUuid("jny", journeyId)}`;
  await of.db.insert(journeyRuns).values({
    id,
    workspaceId: of.workspace.id,
    journeyId,
    versionId: fromUuid("jnv", version?.id ?? ""),
    audienceId: fromUuid("aud", version?.audienceId ?? ""),
    contactId: newId("con"),
    state,
    nodeId: "end",
    enteredAt: daysAgo(entered),
    finishedAt: finished === null ? null : daysAgo(finished),
  });
  await of.db
    .insert(journeySteps)
    .values({ runId: id, number: 1, nodeId: "end", state: "done", startedAt: daysAgo(entered) });
  return id;
}
const left = async () => {
  const runs = await ctx.sql<{ id: string }[]>`select id from journey_runs order by id`;
  const steps = await ctx.sql<{ id: string }[]>`select run_id as id from journey_steps order by run_id`;
  expect(steps).toEqual(runs);
  return runs.map(({ id }) => fromUuid("run", id)).sort();
};
const prune = async () => {
  while (await pruneRuns(ctx));
};
const keepEvents = (of: Ctx, keepEventsDays: number) =>
  updateRetention(of, { keepBodiesDays: 5, keepRequestsDays: 10, keepEventsDays, keepDeliveriesDays: 10 });

test("ended runs go with their steps when their workspace no longer keeps events of that time; open ones stay", async () => {
  const frugal = await testWorkspace(ctx);
  await keepEvents(frugal, 30);
  const mine = await liveJourney(ctx, (await testAudience(ctx)).id, graph);
  const theirs = await liveJourney(frugal, (await testAudience(frugal)).id, graph);
  await run(ctx, mine, 400, 366);
  await run(ctx, mine, 400, 370, "failed");
  await run(frugal, theirs, 60, 31, "stopped");
  const kept = [
    await run(ctx, mine, 400, 364),
    await run(ctx, mine, 400, null, "waiting"),
    await run(frugal, theirs, 60, 29),
  ];
  expect(await countOverdueRuns(ctx)).toBe(2);
  await prune();
  expect(await left()).toEqual(kept.sort());
  expect(await countOverdueRuns(ctx)).toBe(0);
});

test("runs of deleted journeys are stopped, and go like the others", async () => {
  const journeyId = await liveJourney(ctx, (await testAudience(ctx)).id, graph);
  const open = await run(ctx, journeyId, 400, null, "waiting");
  await run(ctx, journeyId, 400, 366);
  await ctx.sql`delete from journeys where id = ${toUuid("jny", journeyId)}`;
  await prune();
  expect(await left()).toEqual([open]);
  expect(await ctx.sql`select state, reason from journey_runs`).toEqual([
    { state: "stopped", reason: "The journey was deleted." },
  ]);
  ctx.clock.now = new Date(ctx.now().getTime() + 366 * dayMs);
  await prune();
  expect(await left()).toEqual([]);
});

test("a month of steps goes as a whole, but not while a run of it is there", async () => {
  const months = async () =>
    (
      await ctx.sql<{ name: string }[]>`
        select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
        where p.relname = 'journey_steps' and c.relname ~ '\\d{4}_\\d{2}$' order by 1`
    ).map(({ name }) => name);
  await keepEvents(ctx, 30);
  await ctx.sql`update workspaces set keep_events_days = 30`;
  const old = daysAgo(100);
  await ensurePartitions(ctx.sql, old);
  const month = `journey_steps_${old.toISOString().slice(0, 7).replace("-", "_")}`;
  expect(await months()).toContain(month);
  const journeyId = await liveJourney(ctx, (await testAudience(ctx)).id, graph);
  const open = await run(ctx, journeyId, 100, null, "waiting");
  await prune();
  expect(await months()).toContain(month);
  expect(await left()).toEqual([open]);
  await ctx.sql`update journey_runs set state = 'stopped', finished_at = ${daysAgo(40)}`;
  await prune();
  expect(await months()).not.toContain(month);
});
