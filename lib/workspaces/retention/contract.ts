import { z } from "zod";
import { contract } from "../../http/contract";

export const retentionDays = { min: 1, max: 3_650 } as const;

const days = z
  .number("Enter a number of days.")
  .int("Enter whole days.")
  .min(retentionDays.min, "Keep it for at least one day.")
  .max(retentionDays.max, "Keep it for at most 3,650 days (ten years).");

export const retentionSchema = z.strictObject({
  /** Days that bodies, query strings, headers, IP addresses and user agents of requests are kept. */
  keepBodiesDays: days,
  /** Days that a request's outcome stays in the ledger. */
  keepRequestsDays: days,
  /** Days that events are kept, and what became of each mail of a campaign; counts for segments and reports outlive them. */
  keepEventsDays: days,
  /** Days that finished deliveries are kept, with their attempts, and mails in the Mailbox. */
  keepDeliveriesDays: days,
});
export type Retention = z.output<typeof retentionSchema>;

export const retentionBody = retentionSchema.refine(
  ({ keepBodiesDays, keepRequestsDays }) => keepBodiesDays <= keepRequestsDays,
  { message: "Bodies can't be kept longer than their requests.", path: ["keepBodiesDays"] },
);

export const getRetentionContract = contract({
  method: "GET",
  path: "/retention",
  summary: "Get how long requests, events and deliveries are kept",
  answer: retentionSchema,
});

export const updateRetentionContract = contract({
  method: "PUT",
  path: "/retention",
  summary: "Set how long requests, events and deliveries are kept; what is older goes within the hour",
  body: retentionBody,
  answer: retentionSchema,
});
