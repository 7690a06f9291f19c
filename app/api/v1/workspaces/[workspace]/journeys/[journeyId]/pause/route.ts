import { route } from "@/lib/api/route";
import { pauseJourneyContract } from "@/lib/journeys/contract";
import { pauseJourney } from "@/lib/journeys/set-status";

export const POST = route(pauseJourneyContract, pauseJourney);
