import { route } from "@/lib/api/route";
import { webhookTrafficContract } from "@/lib/deliveries/contract";
import { webhookTraffic } from "@/lib/deliveries/traffic";

export const GET = route(webhookTrafficContract, webhookTraffic);
