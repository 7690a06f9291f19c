import { route } from "@/lib/api/route";
import { stopRunContract } from "@/lib/journeys/contract";
import { stopRun } from "@/lib/journeys/runs/stop";

export const POST = route(stopRunContract, stopRun);
