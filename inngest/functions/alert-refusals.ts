import { drain } from "./drain";

export const alertRefusals = drain("alert-refusals");
