import { route } from "@/lib/api/route";
import { countReplayContract, replayRequestsContract } from "@/lib/inbound/replay/contract";
import { countReplay } from "@/lib/inbound/replay/count";
import { replayRequests } from "@/lib/inbound/replay/start";

export const GET = route(countReplayContract, countReplay);
export const POST = route(replayRequestsContract, replayRequests);
