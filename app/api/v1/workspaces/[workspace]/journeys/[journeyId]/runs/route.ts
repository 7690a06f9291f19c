import { route } from "@/lib/api/route";
import { listRunsContract } from "@/lib/journeys/contract";
import { listRuns } from "@/lib/journeys/runs/list";

export const GET = route(listRunsContract, listRuns);
