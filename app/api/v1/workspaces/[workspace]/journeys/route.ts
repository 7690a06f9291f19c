import { route } from "@/lib/api/route";
import { createJourneyContract, listJourneysContract } from "@/lib/journeys/contract";
import { createJourney } from "@/lib/journeys/create";
import { listJourneys } from "@/lib/journeys/list";

export const GET = route(listJourneysContract, listJourneys);
export const POST = route(createJourneyContract, createJourney);
