import { parseAsBoolean, parseAsString } from "nuqs";

/** What the URL says of a simulation: whether it is open, and whom it walks with which event. */
export const simulationParsers = {
  simulate: parseAsBoolean.withDefault(false),
  as: parseAsString,
  event: parseAsString,
};
