import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { createJob } from "../../jobs/create";
import type { Journey } from "../contract";
import { moveRunsJob } from "./move-job";
import { moveSome, runsPerMove } from "./move-some";

/** Lets those who are on older versions go on in this one: some thousand at once, and where there are more, the rest as a job. */
export async function moveRuns(ctx: WorkspaceCtx, { name, published }: Journey, versionId: string): Promise<void> {
  const moved = await moveSome(ctx.sql, toUuid("jnv", versionId));
  if (moved < runsPerMove) return;
  await createJob(ctx, moveRunsJob, {
    title: `Move runs of ${name} to version ${published?.number ?? ""}`.trim(),
    input: { versionId },
  });
}
