import { route } from "@/lib/api/route";
import { listContactEventsContract } from "@/lib/contacts/contract";
import { listContactEvents } from "@/lib/contacts/history";

export const GET = route(listContactEventsContract, listContactEvents);
