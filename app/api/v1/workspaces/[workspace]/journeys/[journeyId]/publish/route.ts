import { route } from "@/lib/api/route";
import { publishJourneyContract } from "@/lib/journeys/contract";
import { publishJourney } from "@/lib/journeys/publish";

export const POST = route(publishJourneyContract, publishJourney);
