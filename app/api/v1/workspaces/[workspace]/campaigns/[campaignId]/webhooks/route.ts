import { route } from "@/lib/api/route";
import { campaignWebhookContracts } from "@/lib/webhooks/contract";
import { createWebhook } from "@/lib/webhooks/create";
import { listWebhooks } from "@/lib/webhooks/list";

export const GET = route(campaignWebhookContracts.list, listWebhooks);
export const POST = route(campaignWebhookContracts.create, createWebhook);
