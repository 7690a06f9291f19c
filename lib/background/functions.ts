import type { BackgroundFunction } from "../background-function";
import { sendCampaignsFunction } from "../campaigns/background";
import { campaignCounter } from "../campaigns/report/count";
import { unsubscribeUrls } from "../campaigns/tracking/links";
import { audienceDeletionJob } from "../contacts/audience-deletion/job";
import { retireFunction } from "../contacts/background";
import { deletionForgetter } from "../contacts/forget-deleted";
import { deliverWebhooksFunction } from "../deliveries/background";
import { dropHeldJob } from "../deliveries/held";
import { deliveryPlanner } from "../deliveries/plan";
import { replayDeliveriesJob } from "../deliveries/replay/job";
import { endDeliveriesFunction, switchOffWebhooksFunction } from "../deliveries/upkeep";
import { relayEventsFunction } from "../events/background";
import { eventCounter } from "../events/count";
import { checkJob } from "../imports/check";
import { importJob } from "../imports/run";
import { alertRefusalsFunction, forgetAnswersFunction } from "../inbound/background";
import { replayJob } from "../inbound/replay/job";
import { runJobs } from "../jobs/run-jobs";
import { advanceJourneysFunction } from "../journeys/background";
import { journeyPlanner } from "../journeys/engine/plan";
import { journeyMails } from "../journeys/mails/owner";
import { moveRunsJob } from "../journeys/runs/move-job";
import { retryRunsJob } from "../journeys/runs/retry-job";
import { sendMailFunction } from "../mail/background";
import type { MailTransport } from "../mail/transport";
import { confirmationPlanner } from "../opt-in/plan-confirmations";
import { recalculateSegmentsFunction } from "../segments/background";
import { stalePlanner } from "../segments/plan-stale";
import { partitionsFunction } from "./partitions";
import { pruneFunction } from "./prune";
import { sweepFunction } from "./sweep";

/** Everything that happens in the background. A new function is one entry here, in the order in which the page lists them. */
export const backgroundFunctions = (transport: MailTransport | null): BackgroundFunction[] => [
  // `deletionForgetter` is last: the others still read a deleted contact's data.
  relayEventsFunction([
    eventCounter,
    campaignCounter,
    confirmationPlanner,
    stalePlanner,
    deliveryPlanner(unsubscribeUrls),
    journeyPlanner,
    deletionForgetter,
  ]),
  recalculateSegmentsFunction,
  deliverWebhooksFunction(),
  advanceJourneysFunction,
  sendCampaignsFunction(transport),
  sendMailFunction(transport, [journeyMails]),
  runJobs([
    audienceDeletionJob,
    importJob,
    checkJob,
    replayJob,
    replayDeliveriesJob,
    dropHeldJob,
    retryRunsJob,
    moveRunsJob,
  ]),
  retireFunction(),
  alertRefusalsFunction,
  switchOffWebhooksFunction,
  endDeliveriesFunction,
  forgetAnswersFunction,
  pruneFunction,
  partitionsFunction,
  sweepFunction(),
];
