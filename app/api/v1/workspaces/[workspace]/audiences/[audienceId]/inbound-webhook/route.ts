import { route } from "@/lib/api/route";
import {
  deleteWebhookContract,
  generateWebhookContract,
  getWebhookContract,
  updateWebhookContract,
} from "@/lib/inbound/contract";
import { deleteWebhook } from "@/lib/inbound/delete-webhook";
import { generateWebhook } from "@/lib/inbound/generate-webhook";
import { getWebhook } from "@/lib/inbound/get-webhook";
import { updateWebhook } from "@/lib/inbound/update-webhook";

export const GET = route(getWebhookContract, getWebhook);
export const POST = route(generateWebhookContract, generateWebhook);
export const PATCH = route(updateWebhookContract, updateWebhook);
export const DELETE = route(deleteWebhookContract, deleteWebhook);
