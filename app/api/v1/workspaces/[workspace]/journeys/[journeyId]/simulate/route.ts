import { route } from "@/lib/api/route";
import { simulateContract } from "@/lib/journeys/contract";
import { simulateJourney } from "@/lib/journeys/simulation/simulate";

export const POST = route(simulateContract, simulateJourney);
