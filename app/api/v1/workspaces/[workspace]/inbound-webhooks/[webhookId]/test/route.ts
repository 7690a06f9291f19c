import { route } from "@/lib/api/route";
import { testWorkspaceWebhookContract } from "@/lib/inbound/workspace-webhooks/contract";
import { testWorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/test";

export const POST = route(testWorkspaceWebhookContract, testWorkspaceWebhook);
