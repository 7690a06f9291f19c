import { drain } from "./drain";

export const endDeliveries = drain("end-deliveries");
