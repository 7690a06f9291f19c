import type { EventType } from "./event-type";
import { about } from "./sample";

const group = "Segment";
const segment = { segment: { id: "seg_01h455vb4pex5vsknk084sn02t", name: "Loyal customers" } };

export const segmentEvents = {
  "segment.entered": {
    group,
    label: "Segment entered",
    description: "The contact began to match a segment's rules.",
    sample: about(segment),
  },
  "segment.left": {
    group,
    label: "Segment left",
    description: "The contact no longer matches a segment's rules.",
    sample: about(segment),
  },
} as const satisfies Record<string, EventType>;
