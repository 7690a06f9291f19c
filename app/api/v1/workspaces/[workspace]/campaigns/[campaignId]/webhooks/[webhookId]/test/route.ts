import { route } from "@/lib/api/route";
import { campaignWebhookContracts } from "@/lib/webhooks/contract";
import { testWebhook } from "@/lib/webhooks/test";

export const POST = route(campaignWebhookContracts.test, testWebhook);
