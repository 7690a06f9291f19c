import { route } from "@/lib/api/route";
import { listVersionsContract } from "@/lib/journeys/contract";
import { listVersions } from "@/lib/journeys/versions";

export const GET = route(listVersionsContract, listVersions);
