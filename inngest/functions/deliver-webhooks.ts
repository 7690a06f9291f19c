import { drain } from "./drain";

export const deliverWebhooks = drain("deliver-webhooks");
