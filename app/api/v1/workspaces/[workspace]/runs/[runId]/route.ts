import { route } from "@/lib/api/route";
import { getRunContract } from "@/lib/journeys/contract";
import { getRun } from "@/lib/journeys/runs/get";

export const GET = route(getRunContract, getRun);
