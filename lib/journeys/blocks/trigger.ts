import { z } from "zod";
import { eventLabel, findEventType } from "@/lib/events/catalogue";
import { isCustomEventName } from "@/lib/events/catalogue/custom";
import { idSchema } from "@/lib/http/contract";
import { block } from "./block";
import { conditionsSchema } from "./conditions";

/** How often somebody may come in. */
const reentry = z
  .discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("once") }),
    z.strictObject({ mode: z.literal("period"), days: z.number().int().min(1, "Enter at least one day.").max(3_650) }),
    z.strictObject({ mode: z.literal("always") }),
  ])
  .default({ mode: "once" });
export type Reentry = z.output<typeof reentry>;

const eventName = z
  .string()
  .min(1, "Choose an event.")
  .refine(
    (name) => name === "" || findEventType(name) !== undefined || isCustomEventName(name),
    "There is no such event.",
  );

export const triggerConfig = z.discriminatedUnion("on", [
  z.strictObject({ on: z.literal("event"), event: eventName, conditions: conditionsSchema, reentry }),
  z.strictObject({
    on: z.literal("segment"),
    segmentId: idSchema("segment"),
    when: z.enum(["entered", "left"]).default("entered"),
    reentry,
  }),
  z.strictObject({ on: z.literal("inbound"), webhookId: idSchema("hook"), conditions: conditionsSchema, reentry }),
  z.strictObject({ on: z.literal("manual"), reentry: reentry.default({ mode: "always" }) }),
]);
export type TriggerConfig = z.output<typeof triggerConfig>;

export const triggerBlock = block<TriggerConfig>({
  type: "trigger",
  label: "Trigger",
  group: "Start",
  description: "Lets a contact in when something happens.",
  icon: "zap",
  config: triggerConfig,
  initial: { on: "event", event: "contact.subscribed", conditions: [], reentry: { mode: "once" } },
  starts: true,
  ports: () => [{ name: "next", label: "Next" }],
  summary: (config) => {
    if (config.on === "event") return eventLabel(config.event);
    if (config.on === "segment") return config.when === "entered" ? "Entered a segment" : "Left a segment";
    return config.on === "inbound" ? "Inbound webhook received" : "By hand or through the API";
  },
  references: (config) => {
    if (config.on === "segment") return [{ kind: "segment", name: config.segmentId }];
    return config.on === "inbound" ? [{ kind: "inbound", name: config.webhookId }] : [];
  },
  step: () => ({ kind: "go", port: "next", reason: "Came in." }),
});
