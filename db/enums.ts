/** Closed sets that the database checks too. Open sets (event types, field types, hook kinds) live in registries. */
export const contactStatuses = ["subscribed", "unconfirmed", "unsubscribed", "bounced", "complained"] as const;
export type ContactStatus = (typeof contactStatuses)[number];

export const memberRoles = ["owner", "admin", "marketer", "viewer"] as const;
export type MemberRole = (typeof memberRoles)[number];

/** What an inbound webhook does with somebody who unsubscribed: sign them up again, ask them to confirm, or leave them alone. */
export const resubscribeRules = ["subscribe", "ask", "never"] as const;
export type ResubscribeRule = (typeof resubscribeRules)[number];

/** Whether DELETE reaches every audience of the workspace or the webhook's own alone. */
export const hookScopes = ["workspace", "audience"] as const;
export type HookScope = (typeof hookScopes)[number];

/** Outcomes of accepted requests that few requests have; the ledger finds them by an index of their own. */
export const rareOutcomes = ["status_kept", "deleted", "repeated"] as const;

export const jobStates = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

export const mailStates = ["queued", "sending", "sent", "captured", "failed", "unknown"] as const;
export type MailState = (typeof mailStates)[number];

export const campaignStatuses = ["draft", "scheduled", "sending", "paused", "sent", "cancelled"] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

/** What became of a campaign's mail to one contact. `unknown`: it was in flight when the process died and may have arrived. */
export const messageStates = ["pending", "sending", "sent", "captured", "skipped", "failed", "unknown"] as const;
export type MessageState = (typeof messageStates)[number];

export const webhookContentTypes = ["json", "form"] as const;
export type WebhookContentType = (typeof webhookContentTypes)[number];

export const webhookMethods = ["POST", "GET"] as const;
export type WebhookMethod = (typeof webhookMethods)[number];

/** What a journey's block may send by. */
export const requestMethods = [...webhookMethods, "PUT", "PATCH", "DELETE"] as const;
export type RequestMethod = (typeof requestMethods)[number];

/** `held`: it happened while its webhook was paused or disabled and waits for somebody to say what becomes of it. */
export const deliveryStates = ["pending", "held", "succeeded", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const journeyStatuses = ["draft", "live", "paused"] as const;
export type JourneyStatus = (typeof journeyStatuses)[number];

/** `active`: on its way; `waiting`: for a time, an event or a response. */
export const runStates = ["active", "waiting", "completed", "failed", "stopped"] as const;
export type RunState = (typeof runStates)[number];

export const stepStates = ["done", "waiting", "failed"] as const;
export type StepState = (typeof stepStates)[number];
