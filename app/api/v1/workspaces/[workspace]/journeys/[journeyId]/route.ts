import { route } from "@/lib/api/route";
import { deleteJourneyContract, getJourneyContract, saveJourneyContract } from "@/lib/journeys/contract";
import { deleteJourney } from "@/lib/journeys/delete";
import { getJourney } from "@/lib/journeys/get";
import { saveJourney } from "@/lib/journeys/save";

export const GET = route(getJourneyContract, getJourney);
export const PUT = route(saveJourneyContract, saveJourney);
export const DELETE = route(deleteJourneyContract, deleteJourney);
