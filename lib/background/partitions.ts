import { ensurePartitions, missingPartitions } from "@/db/partitions";
import type { BackgroundFunction } from "../background-function";

export const partitionsFunction: BackgroundFunction = {
  name: "partitions",
  label: "Partitions",
  description: "Makes the monthly tables of requests and events ahead of time.",
  wakes: [],
  sweepS: 3_600,
  work: async (ctx) => {
    await ensurePartitions(ctx.sql, ctx.now());
    return false;
  },
  due: async (ctx) => ({ count: (await missingPartitions(ctx.sql, ctx.now())).length, oldestAt: null }),
};
