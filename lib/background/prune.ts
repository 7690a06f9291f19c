import { pruneSessions } from "../auth/prune";
import type { BackgroundFunction } from "../background-function";
import { countOverdueDeliveries, pruneDeliveries } from "../deliveries/prune";
import { countOverdueEvents, pruneEvents } from "../events/prune";
import { countOverdueRequests, pruneRequests } from "../inbound/prune";
import { pruneJobs } from "../jobs/prune";
import { countOverdueRuns, pruneRuns } from "../journeys/prune";

const pruners = [pruneRequests, pruneEvents, pruneDeliveries, pruneRuns, pruneJobs, pruneSessions];

export const pruneFunction: BackgroundFunction = {
  name: "prune",
  label: "Retention",
  description:
    "Removes what is older than its workspace keeps it: bodies, requests, events, deliveries, runs of journeys, finished jobs, expired sessions.",
  wakes: [],
  sweepS: 600,
  work: async (ctx) => {
    let more = false;
    for (const prune of pruners) more = (await prune(ctx)) || more;
    return more;
  },
  due: async (ctx) => {
    const counts = await Promise.all([
      countOverdueRequests(ctx),
      countOverdueEvents(ctx),
      countOverdueDeliveries(ctx),
      countOverdueRuns(ctx),
    ]);
    return { count: counts.reduce((sum, count) => sum + count, 0), oldestAt: null };
  },
};
