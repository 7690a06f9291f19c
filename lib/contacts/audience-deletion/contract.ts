import { contract } from "../../http/contract";
import { jobSchema } from "../../jobs/contract";
import { inAudience } from "../contract";

export const deleteAudienceContract = contract({
  method: "DELETE",
  path: "/audiences/{audienceId}",
  summary: "Delete an audience with everything in it, as a job; its webhooks stop at once",
  params: inAudience,
  answer: jobSchema,
  status: 202,
});
