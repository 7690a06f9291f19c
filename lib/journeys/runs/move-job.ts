import { z } from "zod";
import { toUuid } from "@/db/ids";
import { idSchema } from "../../http/contract";
import { jobKind } from "../../jobs/kind";
import { moveSome, runsPerMove } from "./move-some";

/** Moves a journey's runs on to a version, a step at a time. Who is there already is not found again, so it needs no cursor. */
export const moveRunsJob = jobKind({
  name: "journeys.move",
  input: z.object({ versionId: idSchema("journeyVersion") }),
  cursor: z.null(),
  report: z.null(),
  step: (ctx, { input }, save) =>
    ctx.sql.begin(async (tx) => {
      const moved = await moveSome(tx, toUuid("jnv", input.versionId));
      await save(tx, {
        cursor: null,
        done: moved,
        succeeded: moved,
        failed: 0,
        issues: [],
        finished: moved < runsPerMove,
      });
    }),
});
