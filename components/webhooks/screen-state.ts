import { parseAsString, parseAsStringLiteral } from "nuqs";

export const setupPanels = ["test", "verify"] as const;
export type SetupPanel = (typeof setupPanels)[number];

/** What of the screen stands in the URL: the webhook whose set-up panel is open, and which part of it. */
export const screenParsers = {
  webhook: parseAsString,
  panel: parseAsStringLiteral(setupPanels),
};
