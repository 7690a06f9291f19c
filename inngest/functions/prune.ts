import { drain } from "./drain";

export const prune = drain("prune");
