/** Closed sets that the database checks too. Open sets (event types, field types, hook kinds) live in registries. */
export const contactStatuses = ["subscribed", "unconfirmed", "unsubscribed", "bounced", "complained"] as const;
export type ContactStatus = (typeof contactStatuses)[number];

export const memberRoles = ["owner", "admin", "marketer", "viewer"] as const;
export type MemberRole = (typeof memberRoles)[number];

export const mailStates = ["queued", "sending", "sent", "captured", "failed", "unknown"] as const;
export type MailState = (typeof mailStates)[number];
