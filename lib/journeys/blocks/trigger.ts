import { z } from "zod";
import { eventLabel } from "@/lib/events/catalogue";
import { idSchema } from "@/lib/http/contract";
import { block } from "./block";
import { conditionsSchema } from "./conditions";
import { eventNameSchema } from "./event-name";

/** How often somebody may come in. */
const reentry = z
  .discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("once") }),
    z.strictObject({ mode: z.literal("period"), days: z.number().int().min(1, "Enter at least one day.").max(3_650) }),
    z.strictObject({ mode: z.literal("always") }),
  ])
  .default({ mode: "once" });
export type Reentry = z.output<typeof reentry>;

export const triggerConfig = z.discriminatedUnion("on", [
  z.strictObject({ on: z.literal("event"), event: eventNameSchema, conditions: conditionsSchema, reentry }),
  z.strictObject({
    on: z.literal("segment"),
    segmentId: idSchema("segment", "Choose a segment."),
    when: z.enum(["entered", "left"]).default("entered"),
    reentry,
  }),
  z.strictObject({
    on: z.literal("inbound"),
    webhookId: idSchema("hook", "Choose an inbound webhook."),
    conditions: conditionsSchema,
    reentry,
  }),
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
  reads: (config) => ("conditions" in config ? config.conditions : []),
  step: () => ({ kind: "go", port: "next", reason: "Came in." }),
});
