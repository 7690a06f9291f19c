import { route } from "@/lib/api/route";
import { testBlockContract } from "@/lib/journeys/contract";
import { testBlock } from "@/lib/journeys/simulation/test-block";

export const POST = route(testBlockContract, testBlock);
