import { route } from "@/lib/api/route";
import { listEventsContract } from "@/lib/tracking/contract";
import { listEvents } from "@/lib/tracking/list-events";

export const GET = route(listEventsContract, listEvents);
