import { route } from "@/lib/api/route";
import { workspaceWebhookContracts } from "@/lib/webhooks/contract";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { getWebhook } from "@/lib/webhooks/get";
import { updateWebhook } from "@/lib/webhooks/update";

export const GET = route(workspaceWebhookContracts.get, getWebhook);
export const PATCH = route(workspaceWebhookContracts.update, updateWebhook);
export const DELETE = route(workspaceWebhookContracts.remove, deleteWebhook);
