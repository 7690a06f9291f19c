import { route } from "@/lib/api/route";
import { updateWebhook } from "@/lib/deliveries/update-webhook";
import { campaignWebhookContracts } from "@/lib/webhooks/contract";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { getWebhook } from "@/lib/webhooks/get";

export const GET = route(campaignWebhookContracts.get, getWebhook);
export const PATCH = route(campaignWebhookContracts.update, updateWebhook);
export const DELETE = route(campaignWebhookContracts.remove, deleteWebhook);
