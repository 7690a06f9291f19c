import type { BackgroundFunction, DueWork } from "../background-function";
import { createRetirement } from "./retire";

/** Takes deleted tags, groups and data fields off their contacts. */
export function retireFunction(): BackgroundFunction {
  let step: (() => Promise<boolean>) | null = null;
  return {
    name: "retire",
    label: "Removed tags, groups and fields",
    description: "Takes a deleted tag, group or data field off the contacts that still carry it.",
    wakes: ["audiences/changed"],
    sweepS: 5,
    work: (ctx) => {
      step ??= createRetirement(ctx);
      return step();
    },
    due: async (ctx) => {
      const [due] = await ctx.sql<DueWork[]>`
        select count(*)::int as count, min(removed_at) as "oldestAt" from (
          select removed_at from tags where removed_at is not null
          union all select removed_at from groups where removed_at is not null
          union all select removed_at from data_fields where removed_at is not null) removed`;
      return due ?? { count: 0, oldestAt: null };
    },
  };
}
