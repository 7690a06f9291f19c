import type { z } from "zod";
import { checkTemplate } from "@/lib/variables/liquid";

/** A refinement of texts in which Liquid may stand: a mistake is told where it is typed, not when the first contact comes. */
export function isTemplate(text: string, context: z.RefinementCtx): void {
  const checked = checkTemplate(text);
  if (!checked.ok) context.addIssue({ code: "custom", message: checked.message });
}
