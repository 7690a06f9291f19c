import { drain } from "./drain";

export const partitions = drain("partitions");
