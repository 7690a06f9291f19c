import { z } from "zod";
import { parseDate } from "@/lib/mapping/dates";
import { findValue } from "@/lib/variables/find-value";
import { clockPattern, delayUnits, later, nextAnniversary, nextWeekday, onDay } from "../clock/times";
import { block } from "./block";

const clock = z.string().regex(clockPattern, "Enter a time like 09:00.").default("09:00");
const offsetDays = z.number().int().min(-365).max(365).default(0);

const config = z.discriminatedUnion("mode", [
  z.strictObject({
    mode: z.literal("duration"),
    amount: z.number().int().min(1, "Wait for at least one.").max(10_000),
    unit: z.enum(delayUnits),
  }),
  z.strictObject({
    mode: z.literal("date"),
    /** A date field of the audience. */
    field: z.string().min(1, "Choose a date field.").max(100),
    offsetDays,
    time: clock,
    /** Each year, as birthdays are. */
    yearly: z.boolean().default(false),
  }),
  z.strictObject({
    mode: z.literal("weekday"),
    /** 1 is Monday, 7 is Sunday; none means any day. */
    weekdays: z.array(z.number().int().min(1).max(7)).max(7).default([]),
    time: clock,
  }),
]);

const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export const delayBlock = block<z.output<typeof config>>({
  type: "delay",
  label: "Delay",
  group: "Timing",
  description: "Waits for a time, until a date of the contact, or until a weekday and time where the contact lives.",
  icon: "clock",
  config,
  initial: { mode: "duration", amount: 1, unit: "days" },
  // A date may be missing or over, and then nobody waits for it.
  takesTime: ({ mode }) => mode !== "date",
  ports: () => [{ name: "next", label: "Next" }],
  summary: (config) => {
    if (config.mode === "duration") return inWords(config.amount, config.unit);
    if (config.mode === "date") return `Until ${config.field}, ${config.time}`;
    const days = config.weekdays.map((day) => dayNames[day - 1]).join(", ");
    return `Until ${days === "" ? "the next day" : days}, ${config.time}`;
  },
  references: (config) => (config.mode === "date" ? [{ kind: "field", name: config.field }] : []),
  step: ({ config, scope, now, timeZone, woken }) => {
    if (woken !== null) return { kind: "go", port: "next", reason: "The time has come." };
    if (config.mode === "duration")
      return {
        kind: "wait",
        for: { until: later(now, config.amount, config.unit, timeZone) },
        reason: `Waits ${inWords(config.amount, config.unit)}.`,
      };
    if (config.mode === "weekday")
      return {
        kind: "wait",
        for: { until: nextWeekday(now, config.weekdays, config.time, timeZone) },
        reason: `Waits for the next ${config.time} that fits, in ${timeZone}.`,
      };
    const value = findValue(scope, `contact.fields.${config.field}`);
    const day = typeof value === "string" ? parseDate(value) : null;
    if (day === null)
      return { kind: "go", port: "next", reason: `${config.field} holds no date, so there is nothing to wait for.` };
    const until = config.yearly
      ? nextAnniversary(day, config.offsetDays, config.time, timeZone, now)
      : onDay(day, config.offsetDays, config.time, timeZone);
    if (until <= now) return { kind: "go", port: "next", reason: `${config.field} is ${day}: that has passed.` };
    return {
      kind: "wait",
      for: { until },
      reason: `Waits for ${config.field} (${day}), ${config.time} in ${timeZone}.`,
    };
  },
});

const inWords = (amount: number, unit: string): string => `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
