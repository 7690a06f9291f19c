import { route } from "@/lib/api/route";
import {
  createWorkspaceWebhookContract,
  listWorkspaceWebhooksContract,
} from "@/lib/inbound/workspace-webhooks/contract";
import { createWorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/create";
import { listWorkspaceWebhooks } from "@/lib/inbound/workspace-webhooks/list";

export const GET = route(listWorkspaceWebhooksContract, listWorkspaceWebhooks);
export const POST = route(createWorkspaceWebhookContract, createWorkspaceWebhook);
