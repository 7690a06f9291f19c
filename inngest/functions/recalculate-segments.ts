import { drain } from "./drain";

export const recalculateSegments = drain("recalculate-segments");
