import { type BackgroundFunction, dueCountMax } from "../background-function";
import { advanceRuns } from "./engine/advance-runs";
import { journeyShards } from "./engine/claim";

/** Moves contacts through journeys. */
export const advanceJourneysFunction: BackgroundFunction = {
  name: "advance-journeys",
  label: "Journeys",
  description: "Moves contacts on through the blocks of live journeys when their time has come.",
  wakes: ["journeys/due"],
  sweepS: 2,
  shards: journeyShards,
  work: advanceRuns,
  due: async ({ sql, now }) => {
    const [due] = await sql<{ count: number; oldestAt: Date | null }[]>`
      select count(*)::int as count, min(wake_at) as "oldestAt" from (
        select r.wake_at from journeys j, lateral (
          select wake_at from journey_runs where journey_id = j.id and state in ('active', 'waiting') and wake_at is not null
            and wake_at <= ${now()} and (claim_id is null or leased_until <= ${now()}) order by wake_at limit ${dueCountMax}) r
        where j.status = 'live' limit ${dueCountMax}) due`;
    return due ?? { count: 0, oldestAt: null };
  },
  nextDueAt: async ({ sql, now }) => {
    const [next] = await sql<{ at: Date | null }[]>`
      select min(r.wake_at) as at from journeys j, lateral (
        select wake_at from journey_runs where journey_id = j.id and state in ('active', 'waiting') and wake_at is not null
          and wake_at > ${now()} order by wake_at limit 1) r
      where j.status = 'live'`;
    return next?.at ?? null;
  },
};
