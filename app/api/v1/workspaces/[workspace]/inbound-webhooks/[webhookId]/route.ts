import { route } from "@/lib/api/route";
import {
  deleteWorkspaceWebhookContract,
  getWorkspaceWebhookContract,
  updateWorkspaceWebhookContract,
} from "@/lib/inbound/workspace-webhooks/contract";
import { deleteWorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/delete";
import { getWorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/get";
import { updateWorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/update";

export const GET = route(getWorkspaceWebhookContract, getWorkspaceWebhook);
export const PATCH = route(updateWorkspaceWebhookContract, updateWorkspaceWebhook);
export const DELETE = route(deleteWorkspaceWebhookContract, deleteWorkspaceWebhook);
