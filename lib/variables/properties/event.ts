import type { PropertyEntry } from "./property";

export const eventProperties = [
  { path: "event.type", label: "Event Type", type: "text", description: "Such as email.opened." },
  { path: "event.id", label: "Event ID", type: "text", description: "The same when a delivery is sent again." },
  { path: "event.occurredAt", label: "Occurred at", type: "datetime", description: "ISO 8601 in UTC." },
  {
    path: "event.occurredAtEpoch",
    label: "Occurred at, Unix time",
    type: "number",
    description: "Seconds since 1970.",
  },
  { path: "event.data.url", label: "Link URL", type: "url", description: "The link that was clicked." },
  { path: "event.data.subject", label: "Mail's subject", type: "text", description: "As the contact got it." },
  { path: "event.data.messageId", label: "Message ID", type: "text" },
  { path: "event.data.userAgent", label: "User agent", type: "text" },
  { path: "event.data.ip", label: "IP address", type: "text" },
  { path: "event.data.bounceType", label: "Bounce type", type: "text", description: "hard or soft." },
  { path: "event.data.reason", label: "Reason", type: "text", description: "Why a mail bounced or failed." },
  { path: "event.data.changed", label: "Changed keys", type: "list" },
  { path: "event.data.previous", label: "Previous values", type: "object", description: "Of what changed, by key." },
  { path: "event.data.previousStatus", label: "Previous status", type: "text" },
  {
    path: "event.data.tag.name",
    label: "Tag name",
    type: "text",
    description: "Of the tag that was added or removed.",
  },
  {
    path: "event.data.group.name",
    label: "Group name",
    type: "text",
    description: "Of the group that was joined or left.",
  },
  {
    path: "event.data.segment.name",
    label: "Segment name",
    type: "text",
    description: "Of the segment that was entered or left.",
  },
  {
    path: "event.source",
    label: "Event source",
    type: "text",
    need: "event",
    description: "Who caused it: contact, user, api, import, webhook or system.",
  },
  {
    path: "event.data",
    label: "All event data",
    type: "object",
    description: "A sender's own events: event.data.<key>.",
  },
] as const satisfies readonly PropertyEntry[];
