import { route } from "@/lib/api/route";
import { workspaceWebhookContracts } from "@/lib/webhooks/contract";
import { createWebhook } from "@/lib/webhooks/create";
import { listWebhooks } from "@/lib/webhooks/list";

export const GET = route(workspaceWebhookContracts.list, listWebhooks);
export const POST = route(workspaceWebhookContracts.create, createWebhook);
