import { route } from "@/lib/api/route";
import { listDeliveriesContract } from "@/lib/deliveries/contract";
import { listDeliveries } from "@/lib/deliveries/list";

export const GET = route(listDeliveriesContract, listDeliveries);
