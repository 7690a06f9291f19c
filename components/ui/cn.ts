import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Our type scale, so that `text-meta` and `text-danger` may stand side by side.
const merge = extendTailwindMerge({
  extend: { classGroups: { "font-size": [{ text: ["meta", "table", "body", "heading", "title", "mono"] }] } },
});

/** Joins class names; a later utility wins over an earlier one of the same kind. */
export function cn(...inputs: ClassValue[]) {
  return merge(clsx(inputs));
}
