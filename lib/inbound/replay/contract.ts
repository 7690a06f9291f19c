import { z } from "zod";
import { contract, idSchema } from "../../http/contract";
import { jobSchema } from "../../jobs/contract";
import { pageLimit } from "../../pagination";
import { requestFilterSchema } from "../contract";

/**
 * Which requests are sent again: these, whatever became of them, or with `filter` those from outside that were refused and that no
 * replay has mended yet.
 */
const chosenSchema = z
  .strictObject({
    ids: z.array(idSchema("request")).min(1, "Name at least one request.").max(pageLimit).optional(),
    filter: requestFilterSchema.optional(),
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
    message: "Send either ids or a filter.",
    path: ["ids"],
  });

const inAudience = z.object({ audienceId: idSchema("audience") });

export const replayRequestsContract = contract({
  method: "POST",
  path: "/inbound-requests/replay",
  summary: "Send logged requests through their webhooks again, as a job",
  body: chosenSchema,
  answer: jobSchema,
  status: 202,
});

export const replayAudienceRequestsContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/inbound-requests/replay",
  summary: "Send logged requests of one audience through their webhooks again, as a job",
  params: inAudience,
  body: chosenSchema,
  answer: jobSchema,
  status: 202,
});

export const countReplayContract = contract({
  method: "GET",
  path: "/inbound-requests/replay",
  summary: "Count the requests that a replay by filter would send again",
  query: z.object({ ...requestFilterSchema.shape, audienceId: idSchema("audience").optional() }),
  answer: z.object({ requests: z.int() }),
});
