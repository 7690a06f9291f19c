import { route } from "@/lib/api/route";
import { campaignWebhookContracts } from "@/lib/webhooks/contract";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { getWebhook } from "@/lib/webhooks/get";
import { updateWebhook } from "@/lib/webhooks/update";

export const GET = route(campaignWebhookContracts.get, getWebhook);
export const PATCH = route(campaignWebhookContracts.update, updateWebhook);
export const DELETE = route(campaignWebhookContracts.remove, deleteWebhook);
