import { route } from "@/lib/api/route";
import { getVersionContract } from "@/lib/journeys/contract";
import { getVersion } from "@/lib/journeys/versions";

export const GET = route(getVersionContract, getVersion);
