import type { EventType } from "./event-type";
import { about } from "./sample";

const journeyEvent = { group: "Journey", countable: true } as const;
const journey = { journey: { id: "jrn_01h455vb4pex5vsknk084sn02w", name: "Welcome", version: 3 } };

export const journeyEvents = {
  "journey.entered": {
    ...journeyEvent,
    label: "Journey entered",
    description: "The contact entered a journey.",
    sample: about(journey),
  },
  "journey.completed": {
    ...journeyEvent,
    label: "Journey completed",
    description: "The contact came to the end of a journey.",
    sample: about(journey),
  },
  "journey.exited": {
    ...journeyEvent,
    label: "Journey exited",
    description: "The contact left a journey before its end.",
    sample: about(journey),
  },
} as const satisfies Record<string, EventType>;
