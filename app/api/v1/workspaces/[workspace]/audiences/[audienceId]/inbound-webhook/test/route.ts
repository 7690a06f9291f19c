import { route } from "@/lib/api/route";
import { testWebhookContract } from "@/lib/inbound/contract";
import { testWebhook } from "@/lib/inbound/test-webhook";

export const POST = route(testWebhookContract, testWebhook);
