import { z } from "zod";
import type { Woken } from "../blocks/block";
import type { ClaimedRun } from "./claim";

/** As the relay and the delivery engine write it into `journey_runs.woken_by`. */
const wokenSchema: z.ZodType<Woken> = z.discriminatedUnion("by", [
  z.object({ by: z.literal("time") }),
  z.object({
    by: z.literal("event"),
    event: z.object({
      id: z.string(),
      type: z.string(),
      occurredAt: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  }),
  z.object({
    by: z.literal("delivery"),
    succeeded: z.boolean(),
    status: z.number().nullable(),
    body: z.string().nullable(),
    error: z.string().nullable(),
  }),
]);

/** Why a waiting run goes on, in order; empty for one that stands before its block. Time comes last: what happened before it counts. */
export function wokenOf({ state, wokenBy, waitsUntil, awaitsDelivery }: ClaimedRun, now: Date): Woken[] {
  if (state === "active") return [];
  const woken = (wokenBy ?? []).flatMap((stored) => {
    const parsed = wokenSchema.safeParse(stored);
    return parsed.success ? [parsed.data] : [];
  });
  const isTime = waitsUntil !== null && waitsUntil <= now;
  if (isTime || (woken.length === 0 && awaitsDelivery === null)) woken.push({ by: "time" });
  return woken;
}
