import { route } from "@/lib/api/route";
import { retryRunsContract } from "@/lib/journeys/contract";
import { retryRuns } from "@/lib/journeys/runs/retry-all";

export const POST = route(retryRunsContract, retryRuns);
