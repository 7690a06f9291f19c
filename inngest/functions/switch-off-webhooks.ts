import { drain } from "./drain";

export const switchOffWebhooks = drain("switch-off-webhooks");
