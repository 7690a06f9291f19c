import { route } from "@/lib/api/route";
import { getEventContract } from "@/lib/tracking/contract";
import { getEvent } from "@/lib/tracking/get-event";

export const GET = route(getEventContract, getEvent);
