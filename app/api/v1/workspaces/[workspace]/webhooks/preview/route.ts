import { route } from "@/lib/api/route";
import { workspaceWebhookContracts } from "@/lib/webhooks/contract";
import { previewWebhook } from "@/lib/webhooks/preview";

export const POST = route(workspaceWebhookContracts.preview, previewWebhook);
