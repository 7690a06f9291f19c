import { fromUuid, newUuid } from "@/db/ids";
import { audienceOf } from "../../contacts/audience-of";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import type { Input } from "../../http/contract";
import type { Job } from "../../jobs/contract";
import { createJob } from "../../jobs/create";
import { authorize } from "../../workspaces/permissions";
import { type Chosen, countChosen } from "./choose";
import type { replayAudienceRequestsContract, replayRequestsContract } from "./contract";
import { replayJob } from "./job";

/** Starts a job that sends logged requests through their webhooks again. Throws `not_found` when an id is none of this ledger. */
export async function replayRequests(ctx: WorkspaceCtx, input: Input<typeof replayRequestsContract>): Promise<Job> {
  return start(ctx, input);
}

/** Like `replayRequests`, for requests of one audience alone. */
export async function replayAudienceRequests(
  ctx: WorkspaceCtx,
  input: Input<typeof replayAudienceRequestsContract>,
): Promise<Job> {
  authorize(ctx, "webhooks:write");
  await audienceOf(ctx, input.audienceId);
  return start(ctx, input);
}

async function start(ctx: WorkspaceCtx, { ids, filter, audienceId }: Chosen): Promise<Job> {
  authorize(ctx, "webhooks:write");
  const chosen = { ids: ids === undefined ? undefined : [...new Set(ids)], filter, audienceId };
  const total = await countChosen(ctx, chosen);
  if (chosen.ids !== undefined && total < chosen.ids.length) throw notFound("request");
  return createJob(ctx, replayJob, {
    title: titleOf(chosen),
    // Requests that come in from now on are not this job's, its own least of all.
    input: { ...chosen, upTo: fromUuid("req", newUuid()) },
    total,
  });
}

const titleOf = ({ ids }: Chosen): string => {
  if (ids === undefined) return "Replay failed requests";
  return ids.length === 1 ? "Replay a request" : "Replay requests";
};
