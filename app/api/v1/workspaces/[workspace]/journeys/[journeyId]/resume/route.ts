import { route } from "@/lib/api/route";
import { resumeJourneyContract } from "@/lib/journeys/contract";
import { resumeJourney } from "@/lib/journeys/set-status";

export const POST = route(resumeJourneyContract, resumeJourney);
