import { parseAsString, parseAsStringLiteral } from "nuqs";

export const views = ["canvas", "list"] as const;
export type View = (typeof views)[number];

/** What the URL says of a builder: how the journey is shown, and whose settings are open. */
export const viewParsers = {
  /** Without it, the canvas where there is room for one. */
  view: parseAsStringLiteral(views),
  block: parseAsString,
};
