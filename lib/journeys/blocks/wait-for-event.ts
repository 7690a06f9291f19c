import { z } from "zod";
import { eventLabel } from "@/lib/events/catalogue";
import { delayUnits, later } from "../clock/times";
import type { GraphNode } from "../graph/graph";
import { block } from "./block";
import { conditionsSchema, holdAll } from "./conditions";
import { eventNameSchema } from "./event-name";

const config = z.strictObject({
  event: eventNameSchema,
  conditions: conditionsSchema,
  amount: z.number().int().min(1, "Wait for at least one.").max(10_000).default(3),
  unit: z.enum(delayUnits).default("days"),
});

/** The name of the event that a block of this kind waits for; null for any other block. Reads any draft, however unfinished. */
export function awaitedEventOf({ type, config: { event } }: GraphNode): string | null {
  return type === waitForEventBlock.type && typeof event === "string" ? event : null;
}

export const waitForEventBlock = block<z.output<typeof config>>({
  type: "wait_for_event",
  label: "Wait for event",
  group: "Timing",
  description: "Waits until the contact does something, or until the time is over.",
  icon: "hourglass",
  config,
  initial: { event: "email.opened", conditions: [], amount: 3, unit: "days" },
  ports: () => [
    { name: "happened", label: "It happened" },
    { name: "timeout", label: "Time is over" },
  ],
  summary: ({ event, amount, unit }) => `${eventLabel(event)}, up to ${amount} ${unit}`,
  reads: ({ conditions }) => conditions,
  step: ({ config: { event, conditions, amount, unit }, scope, now, timeZone, woken, waitingUntil }) => {
    if (woken?.by === "time")
      return { kind: "go", port: "timeout", reason: `${eventLabel(event)} did not happen in time.` };
    if (woken?.by === "event" && woken.event.type === event && holdAll(conditions, { ...scope, event: woken.event }))
      return { kind: "go", port: "happened", reason: `${eventLabel(event)} happened.` };
    // Another one of the kind does not make the wait longer.
    const until = waitingUntil ?? later(now, amount, unit, timeZone);
    return { kind: "wait", for: { until, event }, reason: `Waits for ${eventLabel(event)}.` };
  },
});
