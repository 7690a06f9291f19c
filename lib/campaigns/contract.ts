import { z } from "zod";
import { campaignStatuses, messageStates } from "@/db/enums";
import { lineSchema } from "../audiences/names";
import { contract, idSchema, instantSchema, noContent } from "../http/contract";
import { storableText } from "../mapping/json-value";
import { page, pageQuery } from "../pagination";
import { campaignLimits } from "./limits";

const text = () => z.string().overwrite(storableText);
const fields = {
  name: lineSchema("The name", campaignLimits.nameCharactersMax),
  /** Liquid, like `html`. */
  subject: text().trim().max(campaignLimits.subjectCharactersMax),
  previewText: text().trim().max(campaignLimits.subjectCharactersMax),
  fromName: text().trim().max(100),
  fromEmail: z.union([z.literal(""), z.email("Enter an email address.")]),
  replyTo: z.email("Enter an email address.").nullable(),
  html: text().max(campaignLimits.htmlCharactersMax, "The content is too long: at most 1,000,000 characters."),
  audienceId: idSchema("audience"),
  /** Null for everybody who is Active in the audience. */
  segmentId: idSchema("segment").nullable(),
  trackOpens: z.boolean(),
  trackClicks: z.boolean(),
  ratePerMinute: z.number().int().min(1).max(campaignLimits.ratePerMinuteMax).nullable(),
};

/** A draft may be incomplete; `send` says what is missing. */
export const campaignBody = z.strictObject({
  name: fields.name,
  audienceId: fields.audienceId,
  segmentId: fields.segmentId.default(null),
  subject: fields.subject.default(""),
  previewText: fields.previewText.default(""),
  fromName: fields.fromName.default(""),
  fromEmail: fields.fromEmail.default(""),
  replyTo: fields.replyTo.default(null),
  html: fields.html.default(""),
  trackOpens: fields.trackOpens.default(true),
  trackClicks: fields.trackClicks.default(true),
  ratePerMinute: fields.ratePerMinute.default(null),
});
export type CampaignDraft = z.input<typeof campaignBody>;

/** How far the sending has come. Each contact is counted once. */
const progressSchema = z.object({
  /** Null until all recipients have been gathered. */
  total: z.number().int().nullable(),
  /** Gathered so far. */
  gathered: z.number().int(),
  /** How many of them are in each state. */
  states: z.record(z.enum(messageStates), z.number().int()),
});

export const campaignSchema = z.object({
  id: idSchema("campaign"),
  ...fields,
  fromEmail: z.string(),
  replyTo: z.string().nullable(),
  audienceName: z.string(),
  segmentName: z.string().nullable(),
  status: z.enum(campaignStatuses),
  pauseReason: z.string().nullable(),
  /** While it is sent and the mail server fails as a whole: how often in a row, and when it is tried again. */
  serverFailures: z.object({ count: z.number().int(), nextTryAt: instantSchema }).nullable(),
  scheduledAt: instantSchema.nullable(),
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  progress: progressSchema,
  /** Contacts, each counted once. */
  totals: z.object({ sent: z.number().int(), opened: z.number().int(), clicked: z.number().int() }),
  webhookCount: z.number().int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Campaign = z.output<typeof campaignSchema>;

const campaignParams = z.object({ campaignId: idSchema("campaign") });

export const listCampaignsContract = contract({
  method: "GET",
  path: "/campaigns",
  summary: "List campaigns, newest first",
  query: pageQuery.extend({ search: z.string().max(100).optional(), status: z.enum(campaignStatuses).optional() }),
  answer: page(campaignSchema.omit({ html: true })),
});
export type CampaignItem = z.output<typeof listCampaignsContract.answer>["items"][number];

export const createCampaignContract = contract({
  method: "POST",
  path: "/campaigns",
  summary: "Create a campaign as a draft",
  body: campaignBody,
  answer: campaignSchema,
  status: 201,
});

export const getCampaignContract = contract({
  method: "GET",
  path: "/campaigns/{campaignId}",
  summary: "Get a campaign with its progress",
  params: campaignParams,
  answer: campaignSchema,
});

export const updateCampaignContract = contract({
  method: "PATCH",
  path: "/campaigns/{campaignId}",
  summary: "Change a draft or a scheduled campaign; name and speed also later",
  params: campaignParams,
  body: z.strictObject(fields).partial(),
  answer: campaignSchema,
});

export const duplicateCampaignContract = contract({
  method: "POST",
  path: "/campaigns/{campaignId}/duplicate",
  summary: "Make a draft with the same content, recipients and webhooks",
  params: campaignParams,
  answer: campaignSchema,
  status: 201,
});

export const deleteCampaignContract = contract({
  method: "DELETE",
  path: "/campaigns/{campaignId}",
  summary: "Delete a campaign that is not being sent, with its report and webhooks",
  params: campaignParams,
  answer: noContent,
  status: 204,
});

export const sendCampaignContract = contract({
  method: "POST",
  path: "/campaigns/{campaignId}/send",
  summary: "Send a campaign now, or at a moment",
  params: campaignParams,
  body: z.strictObject({ at: instantSchema.optional() }),
  answer: campaignSchema,
});

export const pauseCampaignContract = contract({
  method: "POST",
  path: "/campaigns/{campaignId}/pause",
  summary: "Pause the sending; a scheduled campaign becomes a draft again",
  params: campaignParams,
  answer: campaignSchema,
});

export const resumeCampaignContract = contract({
  method: "POST",
  path: "/campaigns/{campaignId}/resume",
  summary: "Go on with a paused campaign where it stopped",
  params: campaignParams,
  answer: campaignSchema,
});

export const cancelCampaignContract = contract({
  method: "POST",
  path: "/campaigns/{campaignId}/cancel",
  summary: "End a campaign; who has not got it will not",
  params: campaignParams,
  answer: campaignSchema,
});

export const countRecipientsContract = contract({
  method: "GET",
  path: "/campaigns/{campaignId}/recipients/count",
  summary: "Count who would get the campaign now",
  params: campaignParams,
  answer: z.object({
    active: z.number().int(),
    /** In the audience or segment, but not Active. */ others: z.number().int(),
  }),
});

/** As the contact would get it; without one, as the audience's newest Active contact would. */
const asContact = { contactId: idSchema("contact").optional() };

export const previewCampaignContract = contract({
  method: "POST",
  path: "/campaigns/{campaignId}/preview",
  summary: "Render the campaign, saved or not, as one contact would get it",
  params: campaignParams,
  body: z.strictObject({
    subject: fields.subject.optional(),
    previewText: fields.previewText.optional(),
    html: fields.html.optional(),
    ...asContact,
  }),
  answer: z.object({
    subject: z.string(),
    /** As inboxes show it behind the subject; empty where the campaign has none. */
    previewText: z.string(),
    html: z.string(),
    text: z.string(),
    contact: z.object({ id: idSchema("contact"), email: z.string() }).nullable(),
    /** What a reader would stumble over: an unknown merge tag, a missing unsubscribe link, a syntax error with its line. */
    warnings: z.array(z.string()),
  }),
});
export type CampaignPreview = z.output<typeof previewCampaignContract.answer>;

export const testCampaignContract = contract({
  method: "POST",
  path: "/campaigns/{campaignId}/test",
  summary: "Send the campaign to up to five addresses, rendered as one contact would get it; nothing is counted",
  params: campaignParams,
  body: z.strictObject({ to: z.array(z.email()).min(1, "Enter an address.").max(5), ...asContact }),
  answer: z.object({ queued: z.number().int() }),
  status: 202,
});

export const reportSchema = z.object({
  /**
   * By the names of `report/kinds.ts`: `sent`, `delivered`, `opened`, … Contacts, each counted once; `events` counts every time. What
   * programs open and click stands apart, as `machineOpened` and `machineClicked`.
   */
  totals: z.record(z.string(), z.object({ contacts: z.number().int(), events: z.number().int() })),
  /** By hour from the start, oldest first: the contacts of each type's first time. Up to two weeks. */
  hours: z.array(
    z.object({ hour: instantSchema, sent: z.number().int(), opened: z.number().int(), clicked: z.number().int() }),
  ),
});
export type CampaignReport = z.output<typeof reportSchema>;

export const getReportContract = contract({
  method: "GET",
  path: "/campaigns/{campaignId}/report",
  summary: "Get what became of a campaign's mails, in all and by hour",
  params: campaignParams,
  answer: reportSchema,
});

export const listLinksContract = contract({
  method: "GET",
  path: "/campaigns/{campaignId}/links",
  summary: "List a campaign's links, most clicked first",
  params: campaignParams,
  answer: z.object({
    items: z.array(
      z.object({ id: idSchema("link"), url: z.string(), clicks: z.number().int(), contacts: z.number().int() }),
    ),
  }),
});

export const campaignMessageSchema = z.object({
  id: idSchema("message"),
  contact: z.object({ id: idSchema("contact"), email: z.string().nullable() }),
  state: z.enum(messageStates),
  reason: z.string().nullable(),
  sentAt: instantSchema.nullable(),
  openedAt: instantSchema.nullable(),
  opens: z.number().int(),
  clickedAt: instantSchema.nullable(),
  clicks: z.number().int(),
  bouncedAt: instantSchema.nullable(),
  complainedAt: instantSchema.nullable(),
  unsubscribedAt: instantSchema.nullable(),
});
export type CampaignMessage = z.output<typeof campaignMessageSchema>;

export const listMessagesContract = contract({
  method: "GET",
  path: "/campaigns/{campaignId}/messages",
  summary: "List what became of a campaign's mail to each contact",
  params: campaignParams,
  query: pageQuery.extend({
    state: z.enum(messageStates).optional(),
    did: z.enum(["opened", "clicked", "bounced", "complained", "unsubscribed"]).optional(),
  }),
  answer: page(campaignMessageSchema),
});
