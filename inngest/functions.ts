import type { Inngest, InngestFunction } from "inngest";
import type { BackgroundRunner } from "@/lib/background/engine";
import { advanceJourneys } from "./functions/advance-journeys";
import { alertRefusals } from "./functions/alert-refusals";
import { deliverWebhooks } from "./functions/deliver-webhooks";
import { endDeliveries } from "./functions/end-deliveries";
import { forgetAnswers } from "./functions/forget-answers";
import { partitions } from "./functions/partitions";
import { prune } from "./functions/prune";
import { recalculateSegments } from "./functions/recalculate-segments";
import { relayEvents } from "./functions/relay-events";
import { retire } from "./functions/retire";
import { runJobs } from "./functions/run-jobs";
import { sendCampaigns } from "./functions/send-campaigns";
import { sendMail } from "./functions/send-mail";
import { sweep } from "./functions/sweep";
import { switchOffWebhooks } from "./functions/switch-off-webhooks";

/** One for each entry of `lib/background/functions.ts`, under the same name. */
const makers = {
  "relay-events": relayEvents,
  "recalculate-segments": recalculateSegments,
  "deliver-webhooks": deliverWebhooks,
  "advance-journeys": advanceJourneys,
  "send-campaigns": sendCampaigns,
  "send-mail": sendMail,
  "run-jobs": runJobs,
  retire,
  "alert-refusals": alertRefusals,
  "switch-off-webhooks": switchOffWebhooks,
  "end-deliveries": endDeliveries,
  "forget-answers": forgetAnswers,
  prune,
  partitions,
  sweep,
};

/** Throws when a background function has no Inngest function: nothing would ever run it. */
export function createFunctions(client: Inngest, runner: BackgroundRunner): InngestFunction.Any[] {
  const made = new Map(Object.entries(makers));
  return runner.functions.map(({ name }) => {
    const make = made.get(name);
    if (make === undefined) throw new Error(`The background function ${name} has no file in inngest/functions.`);
    return make(client, runner);
  });
}
