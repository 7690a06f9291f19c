import { route } from "@/lib/api/route";
import { rotateWorkspaceWebhookContract } from "@/lib/inbound/workspace-webhooks/contract";
import { rotateWorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/rotate";

export const POST = route(rotateWorkspaceWebhookContract, rotateWorkspaceWebhook);
