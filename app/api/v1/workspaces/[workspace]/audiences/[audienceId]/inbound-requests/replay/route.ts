import { route } from "@/lib/api/route";
import { replayAudienceRequestsContract } from "@/lib/inbound/replay/contract";
import { replayAudienceRequests } from "@/lib/inbound/replay/start";

export const POST = route(replayAudienceRequestsContract, replayAudienceRequests);
