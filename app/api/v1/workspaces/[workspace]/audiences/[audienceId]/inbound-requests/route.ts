import { route } from "@/lib/api/route";
import { listAudienceRequestsContract } from "@/lib/inbound/contract";
import { listAudienceRequests } from "@/lib/inbound/list-requests";

export const GET = route(listAudienceRequestsContract, listAudienceRequests);
