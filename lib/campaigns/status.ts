import type { CampaignStatus } from "@/db/enums";

/** What people and the background do with a campaign as a whole. */
export const campaignActions = ["send", "schedule", "start", "pause", "stall", "resume", "cancel", "finish"] as const;
export type CampaignAction = (typeof campaignActions)[number];

/** Every step that there is; any other is refused. `start`, `stall` and `finish` are the background's own. */
const steps: Record<CampaignAction, Partial<Record<CampaignStatus, CampaignStatus>>> = {
  send: { draft: "sending", scheduled: "sending" },
  schedule: { draft: "scheduled", scheduled: "scheduled" },
  start: { scheduled: "sending" },
  pause: { sending: "paused", scheduled: "draft" },
  stall: { sending: "paused", scheduled: "draft" },
  resume: { paused: "sending" },
  cancel: { scheduled: "cancelled", sending: "cancelled", paused: "cancelled" },
  finish: { sending: "sent" },
};

/** The status after an action, or null when it can't be done now. */
export const nextStatus = (status: CampaignStatus, action: CampaignAction): CampaignStatus | null =>
  steps[action][status] ?? null;

const states: Record<CampaignStatus, string> = {
  draft: "This campaign is a draft",
  scheduled: "This campaign is scheduled",
  sending: "This campaign is being sent",
  paused: "This campaign is paused",
  sent: "This campaign has been sent",
  cancelled: "This campaign was cancelled",
};
const ways: Record<CampaignStatus, string> = {
  draft: "Send it first.",
  scheduled: "Wait for its time, send it now, or cancel it.",
  sending: "Pause or cancel it first.",
  paused: "Resume or cancel it.",
  sent: "Duplicate it to send it again.",
  cancelled: "Duplicate it to send it again.",
};

/** Why an action can't be done, and what can, in plain words. */
export const refusalOf = (status: CampaignStatus): string => `${states[status]}. ${ways[status]}`;

/** Whether everything about it may be changed; of any other campaign only its name and its speed. */
export const isEditable = (status: CampaignStatus): boolean => status === "draft" || status === "scheduled";

/** Whether it may be deleted: nobody is about to get it. */
export const isDeletable = (status: CampaignStatus): boolean => status !== "sending";
