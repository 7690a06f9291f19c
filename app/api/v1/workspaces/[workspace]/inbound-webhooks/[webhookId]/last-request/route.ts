import { route } from "@/lib/api/route";
import { lastRequestContract } from "@/lib/inbound/workspace-webhooks/contract";
import { getLastRequest } from "@/lib/inbound/workspace-webhooks/last-request";

export const GET = route(lastRequestContract, getLastRequest);
