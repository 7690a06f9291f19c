import { route } from "@/lib/api/route";
import { duplicateJourneyContract } from "@/lib/journeys/contract";
import { duplicateJourney } from "@/lib/journeys/duplicate";

export const POST = route(duplicateJourneyContract, duplicateJourney);
