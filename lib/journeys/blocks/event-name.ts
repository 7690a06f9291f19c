import { z } from "zod";
import { findEventType } from "@/lib/events/catalogue";
import { customNameRule, isCustomEventName } from "@/lib/events/catalogue/custom";

/** Why contacts can't come in or go on by events of this name, in one sentence; null when they can. Browser-safe. */
export function eventRefusal(name: string): string | null {
  if (name === "") return "Choose an event.";
  const type = findEventType(name);
  if (type === undefined) return isCustomEventName(name) ? null : `There is no event ${name}. ${customNameRule}`;
  if (type.internal === true) return `There is no event ${name} to choose.`;
  if (type.leavesNobody === true)
    return `${type.label} leaves no contact who could go through a journey. Choose another event.`;
  return null;
}

/** An event that happens to a contact who is there afterwards: ours, or a sender's own. */
export const eventNameSchema = z
  .string()
  .max(100)
  .superRefine((name, context) => {
    const message = eventRefusal(name);
    if (message !== null) context.addIssue({ code: "custom", message });
  });
