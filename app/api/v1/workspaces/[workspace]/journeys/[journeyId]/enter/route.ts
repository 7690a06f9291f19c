import { route } from "@/lib/api/route";
import { enterJourneyContract } from "@/lib/journeys/contract";
import { enterJourney } from "@/lib/journeys/enter";

export const POST = route(enterJourneyContract, enterJourney);
