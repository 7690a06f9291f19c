import { route } from "@/lib/api/route";
import { workspaceWebhookContracts } from "@/lib/webhooks/contract";
import { testWebhook } from "@/lib/webhooks/test";

export const POST = route(workspaceWebhookContracts.test, testWebhook);
