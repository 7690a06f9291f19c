import { route } from "@/lib/api/route";
import { replayDeliveriesContract } from "@/lib/deliveries/contract";
import { replayDeliveries } from "@/lib/deliveries/replay/start";

export const POST = route(replayDeliveriesContract, replayDeliveries);
