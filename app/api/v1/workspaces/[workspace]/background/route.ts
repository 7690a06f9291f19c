import { route } from "@/lib/api/route";
import { getBackgroundContract } from "@/lib/background/contract";
import { getBackground } from "@/lib/background/get";

export const GET = route(getBackgroundContract, getBackground);
