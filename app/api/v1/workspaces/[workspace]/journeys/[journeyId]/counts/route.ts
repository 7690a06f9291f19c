import { route } from "@/lib/api/route";
import { countBlocksContract } from "@/lib/journeys/contract";
import { countBlocks } from "@/lib/journeys/counts";

export const GET = route(countBlocksContract, countBlocks);
