import { route } from "@/lib/api/route";
import { listRequestsContract } from "@/lib/inbound/contract";
import { listRequests } from "@/lib/inbound/list-requests";

export const GET = route(listRequestsContract, listRequests);
