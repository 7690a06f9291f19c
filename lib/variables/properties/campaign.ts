import type { PropertyEntry } from "./property";

export const campaignProperties = [
  { path: "campaign.name", label: "Campaign Name", type: "text" },
  { path: "campaign.id", label: "Campaign ID", type: "text" },
  {
    path: "campaign.subject",
    label: "Subject",
    type: "text",
    description: "As it was written, before merge tags are filled in.",
  },
  { path: "campaign.fromName", label: "From name", type: "text" },
  { path: "campaign.fromEmail", label: "From email", type: "email" },
  { path: "campaign.status", label: "Campaign status", type: "choice", description: "sending, paused or sent." },
  { path: "campaign.audienceName", label: "Campaign's audience", type: "text" },
  { path: "campaign.startedAt", label: "Sending started at", type: "datetime", need: "campaign" },
  {
    path: "campaign.sentAt",
    label: "Sent at",
    type: "datetime",
    need: "campaign",
    description: "When all mails had been sent; empty while they are being sent.",
  },
] as const satisfies readonly PropertyEntry[];
