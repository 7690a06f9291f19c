import type { Sql } from "postgres";
import { newUuid, toUuid } from "../db/ids";
import { advanceJourneysFunction } from "../lib/journeys/background";
import { claimRuns, journeyShards } from "../lib/journeys/engine/claim";
import { processContext } from "../lib/testing/process-context";
import { startApp } from "./app";
import { makeJourney } from "./make-journey";
import { printTable } from "./table";

const due = 100;
const times = 21;
const runsPerInsert = 100_000;

/** What it costs to find the few who are due among those who wait, and to lease them. The app is off meanwhile. */
export async function measureSweep({ url, sql }: { url: string; sql: Sql }, waiting: number): Promise<void> {
  const app = await startApp(url, "server");
  const target = await app.makeWebhook();
  const journeyId = toUuid(
    "jny",
    await makeJourney(app, target.audienceId, { event: "never.happens", url: "http://127.0.0.1:9/" }),
  );
  await app.stop();
  for (let from = 0; from < waiting; from += runsPerInsert)
    await sql`
      insert into journey_runs (id, workspace_id, journey_id, version_id, audience_id, contact_id, state, node_id, visits, wake_at,
        waits_until, awaits_event, entered_at)
      select (lpad(to_hex(1600000000000 + n), 12, '0') || '7000' || substr(md5(random()::text), 1, 16))::uuid, j.workspace_id, j.id,
        j.published_version_id, j.audience_id, gen_random_uuid(), 'waiting', 'fits', 2, w.at, w.at,
        case when n % 2 = 0 then 'order.placed' end, now()
      from journeys j, generate_series(${from}::int, ${Math.min(waiting, from + runsPerInsert) - 1}::int) n,
        lateral (select now() + case when n < ${due} then interval '-1 minute' else n % 10000 * interval '1 minute' + interval '1 day' end as at) w
      where j.id = ${journeyId}`;
  await sql`vacuum analyze journey_runs`;
  const ctx = processContext(url, "error");
  const found: number[] = [];
  const next: number[] = [];
  const leased: number[] = [];
  try {
    for (let turn = 0; turn < times; turn++) {
      found.push(await timed(() => advanceJourneysFunction.due(ctx)));
      next.push(await timed(async () => advanceJourneysFunction.nextDueAt?.(ctx)));
      let claimed = 0;
      leased.push(
        await timed(async () => {
          for (let shard = 0; shard < journeyShards; shard++)
            claimed += (await claimRuns(ctx, newUuid(), shard)).length;
        }),
      );
      if (claimed !== Math.min(due, waiting)) throw new Error(`${claimed} of ${due} due runs were claimed.`);
      await sql`update journey_runs set claim_id = null, leased_until = null where journey_id = ${journeyId} and claim_id is not null`;
    }
  } finally {
    await ctx.close();
  }
  const median = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
  printTable(
    [
      "waiting runs",
      "due",
      "due query, median ms",
      "claim of both shards",
      "next due",
      "due + claim, median ms",
      "max ms",
    ],
    [
      [
        waiting,
        due,
        median(found).toFixed(1),
        median(leased).toFixed(1),
        median(next).toFixed(1),
        median(found.map((ms, turn) => ms + (leased[turn] ?? 0))).toFixed(1),
        Math.max(...found.map((ms, turn) => ms + (leased[turn] ?? 0))).toFixed(1),
      ],
    ],
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
