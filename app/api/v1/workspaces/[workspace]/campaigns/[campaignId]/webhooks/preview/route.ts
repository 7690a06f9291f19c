import { route } from "@/lib/api/route";
import { campaignWebhookContracts } from "@/lib/webhooks/contract";
import { previewWebhook } from "@/lib/webhooks/preview";

export const POST = route(campaignWebhookContracts.preview, previewWebhook);
