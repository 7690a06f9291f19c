import { route } from "@/lib/api/route";
import { getDeliveryContract } from "@/lib/deliveries/contract";
import { getDelivery } from "@/lib/deliveries/get";

export const GET = route(getDeliveryContract, getDelivery);
