import { drain } from "./drain";

export const relayEvents = drain("relay-events");
