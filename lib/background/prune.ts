import { pruneSessions } from "../auth/prune";
import type { BackgroundFunction } from "../background-function";
import { countOverdueCampaigns, pruneCampaignMessages } from "../campaigns/prune";
import { countOverdueDeliveries, pruneDeliveries } from "../deliveries/prune";
import { countOverdueEvents, pruneEvents } from "../events/prune";
import { countOverdueRequests, pruneRequests } from "../inbound/prune";
import { pruneJobs } from "../jobs/prune";
import { countOverdueRuns, pruneRuns } from "../journeys/prune";
import { countOverdueMails, pruneMails } from "../mailbox/prune";

const pruners = [
  pruneRequests,
  pruneEvents,
  pruneDeliveries,
  pruneMails,
  pruneCampaignMessages,
  pruneRuns,
  pruneJobs,
  pruneSessions,
];

export const pruneFunction: BackgroundFunction = {
  name: "prune",
  label: "Retention",
  description:
    "Removes what is older than its workspace keeps it: bodies, requests, events, deliveries, mails, recipients of campaigns, runs of journeys, finished jobs, expired sessions.",
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
      countOverdueMails(ctx),
      countOverdueCampaigns(ctx),
      countOverdueRuns(ctx),
    ]);
    return { count: counts.reduce((sum, count) => sum + count, 0), oldestAt: null };
  },
};
