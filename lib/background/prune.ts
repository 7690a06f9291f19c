import { pruneSessions } from "../auth/prune";
import type { BackgroundFunction } from "../background-function";
import { countOverdueEvents, pruneEvents } from "../events/prune";
import { countOverdueRequests, pruneRequests } from "../inbound/prune";
import { pruneJobs } from "../jobs/prune";

const pruners = [pruneRequests, pruneEvents, pruneJobs, pruneSessions];

export const pruneFunction: BackgroundFunction = {
  name: "prune",
  label: "Retention",
  description:
    "Removes what is older than its workspace keeps it: bodies, requests, events, finished jobs, expired sessions.",
  wakes: [],
  sweepS: 600,
  work: async (ctx) => {
    let more = false;
    for (const prune of pruners) more = (await prune(ctx)) || more;
    return more;
  },
  due: async (ctx) => {
    const [requests, events] = await Promise.all([countOverdueRequests(ctx), countOverdueEvents(ctx)]);
    return { count: requests + events, oldestAt: null };
  },
};
