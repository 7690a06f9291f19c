import { route } from "@/lib/api/route";
import { retryRunContract } from "@/lib/journeys/contract";
import { retryRun } from "@/lib/journeys/runs/retry";

export const POST = route(retryRunContract, retryRun);
