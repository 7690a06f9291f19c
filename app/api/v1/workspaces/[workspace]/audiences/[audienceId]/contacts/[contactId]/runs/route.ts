import { route } from "@/lib/api/route";
import { listContactRunsContract } from "@/lib/journeys/contract";
import { listContactRuns } from "@/lib/journeys/runs/list-of-contact";

export const GET = route(listContactRunsContract, listContactRuns);
