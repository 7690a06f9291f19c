import { z } from "zod";
import { parseCron, type Schedule } from "./cron";

/** A registered function as the engine runs it. */
export interface Definition {
  id: string;
  events: string[];
  schedules: Schedule[];
  attemptsMax: number;
  limits: ConcurrencyLimit[];
}

export interface ConcurrencyLimit {
  limit: number;
  /** Calls whose events agree here share the limit; null: all calls of the function do. */
  keyPath: string[] | null;
}

const trigger = z.union([z.strictObject({ event: z.string() }), z.strictObject({ cron: z.string() })]);
const limit = z.strictObject({ limit: z.int().min(1), key: z.string().optional(), scope: z.literal("fn").optional() });

/** Exactly what the engine does: any other key is a feature that it lacks. */
const registered = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  triggers: z.array(z.unknown()),
  concurrency: z.union([z.int().min(1), limit, z.array(limit)]).optional(),
  steps: z.object({ step: z.object({ retries: z.object({ attempts: z.int() }).optional() }) }),
});
const registration = z.object({ functions: z.array(z.looseObject({ id: z.string() })) });

const retriesUnlessSaid = 4;

/** Reads what the SDK registers. Throws an Error that names the function and what the embedded engine can't do for it. */
export function parseRegistration(answer: unknown): Definition[] {
  return registration.parse(answer).functions.map(parseDefinition);
}

function parseDefinition(found: { id: string }): Definition {
  const result = registered.safeParse(found);
  if (!result.success) throw refusal(found.id, lacking(result.error.issues[0]));
  const { id, triggers, concurrency, steps } = result.data;
  const parsed = triggers.map((value) => {
    const one = trigger.safeParse(value);
    if (!one.success) throw refusal(id, "triggers other than a plain event name or a cron schedule");
    return one.data;
  });
  return {
    id,
    events: parsed.flatMap((one) => ("event" in one ? [one.event] : [])),
    schedules: parsed.flatMap((one) => ("cron" in one ? [parseCron(one.cron)] : [])),
    attemptsMax: 1 + (steps.step.retries?.attempts ?? retriesUnlessSaid),
    limits: toLimits(id, concurrency),
  };
}

function toLimits(id: string, concurrency: z.output<typeof registered>["concurrency"]): ConcurrencyLimit[] {
  if (concurrency === undefined) return [];
  const all = typeof concurrency === "number" ? [{ limit: concurrency }] : [concurrency].flat();
  return all.map((one) => ({ limit: one.limit, keyPath: keyPath(id, "key" in one ? one.key : undefined) }));
}

/** Of the expression language only `event.data.…` is understood. */
function keyPath(id: string, key: string | undefined): string[] | null {
  if (key === undefined) return null;
  if (!/^event(\.\w+)+$/.test(key))
    throw refusal(id, `the concurrency key ${key} (only paths such as event.data.shard)`);
  return key.split(".").slice(1);
}

const refusal = (id: string, what: string) =>
  new Error(
    `The embedded engine can't run the function ${id}: it does not do ${what}. Set INNGEST_BASE_URL to use an Inngest.`,
  );

function lacking(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === "unrecognized_keys") return issue.keys.join(", ");
  return String(issue?.path[0] ?? "what it asks for");
}
