import { z } from "zod";
import { mailStates } from "@/db/enums";
import { contract, idSchema, instantSchema } from "../http/contract";
import { page, pageQuery } from "../pagination";

export const mailSchema = z.object({
  id: idSchema("mail"),
  kind: z.string(),
  state: z.enum(mailStates),
  fromName: z.string().nullable(),
  /** Null for the installation's own address. */
  fromAddress: z.string().nullable(),
  replyTo: z.string().nullable(),
  /** Beside the usual ones. */
  headers: z.record(z.string(), z.string()).nullable(),
  to: z.string(),
  subject: z.string(),
  /** Single-use links are taken out once the mail was sent, and for readers who may not use them. */
  html: z.string(),
  text: z.string(),
  attempts: z.int(),
  error: z.string().nullable(),
  createdAt: instantSchema,
  sentAt: instantSchema.nullable(),
});
export type Mail = z.output<typeof mailSchema>;

const mailParams = z.object({ mailId: idSchema("mail") });

export const listMailboxContract = contract({
  method: "GET",
  path: "/mailbox",
  summary: "List the mails of the workspace, newest first",
  query: pageQuery.extend({
    to: z.string().trim().toLowerCase().max(320).optional(),
    state: z.enum(mailStates).optional(),
  }),
  answer: page(mailSchema),
});

export const getMailContract = contract({
  method: "GET",
  path: "/mailbox/{mailId}",
  summary: "Get one mail",
  params: mailParams,
  answer: mailSchema,
});

export const retryMailContract = contract({
  method: "POST",
  path: "/mailbox/{mailId}/retry",
  summary: "Send a failed mail again, or one of which nobody knows whether it arrived",
  params: mailParams,
  answer: mailSchema,
});
