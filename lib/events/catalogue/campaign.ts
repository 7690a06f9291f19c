import type { EventType } from "./event-type";

const campaignEvent = { group: "Campaign", leavesNobody: true } as const;
const campaign = { id: "cmp_01h455vb4pex5vsknk084sn02v", name: "Spring", subject: "Our spring collection" };

export const campaignEvents = {
  "campaign.started": {
    ...campaignEvent,
    label: "Campaign started",
    description: "A campaign began to send.",
    sample: { campaign: { ...campaign, status: "sending" } },
  },
  "campaign.sent": {
    ...campaignEvent,
    label: "Campaign sent",
    description: "A campaign has been sent to all of its contacts.",
    sample: { campaign: { ...campaign, status: "sent", sentAt: "2026-03-01T08:00:00.000Z" } },
  },
  "campaign.paused": {
    ...campaignEvent,
    label: "Campaign paused",
    description: "A campaign was paused while it was sending, by somebody or because the mail server failed.",
    sample: { campaign: { ...campaign, status: "paused" } },
  },
} as const satisfies Record<string, EventType>;
