import { route } from "@/lib/api/route";
import { updateWebhook } from "@/lib/deliveries/update-webhook";
import { workspaceWebhookContracts } from "@/lib/webhooks/contract";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { getWebhook } from "@/lib/webhooks/get";

export const GET = route(workspaceWebhookContracts.get, getWebhook);
export const PATCH = route(workspaceWebhookContracts.update, updateWebhook);
export const DELETE = route(workspaceWebhookContracts.remove, deleteWebhook);
