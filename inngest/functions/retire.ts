import { drain } from "./drain";

export const retire = drain("retire");
