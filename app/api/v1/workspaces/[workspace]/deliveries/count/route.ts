import { route } from "@/lib/api/route";
import { countDeliveriesContract } from "@/lib/deliveries/contract";
import { countDeliveries } from "@/lib/deliveries/count";

export const GET = route(countDeliveriesContract, countDeliveries);
