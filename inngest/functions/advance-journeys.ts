import { drain } from "./drain";

export const advanceJourneys = drain("advance-journeys");
