import type { BackgroundFunction } from "../background-function";
import { countHopeless, endDeliveries } from "./end-deliveries";
import { countFailing, switchOffFailing } from "./failing/switch-off";

export const switchOffWebhooksFunction: BackgroundFunction = {
  name: "switch-off-webhooks",
  label: "Failing webhooks",
  description:
    "Switches off a webhook whose attempts have all failed for five days, and tells its owners a day before and when it happens.",
  wakes: [],
  sweepS: 60,
  work: switchOffFailing,
  due: async (ctx) => ({ count: await countFailing(ctx), oldestAt: null }),
};

export const endDeliveriesFunction: BackgroundFunction = {
  name: "end-deliveries",
  label: "Hopeless deliveries",
  description: "Ends deliveries of deleted webhooks, and those that waited for 30 days while their webhook was off.",
  wakes: [],
  sweepS: 5,
  work: endDeliveries,
  due: countHopeless,
};
