import { findEventType } from "../events/catalogue";
import { about } from "../events/catalogue/sample";
import { type Extras, type Scope, type ScopeEvent, scopeOf } from "./scope";

const audience = { id: "aud_01h455vb4pex5vsknk084sn02n", name: "Customers" };

const campaign = {
  id: "cmp_01h455vb4pex5vsknk084sn02v",
  name: "Summer Promotion",
  subject: "Hello {{ contact.first_name }}",
  fromName: "Shop",
  fromEmail: "shop@example.com",
  status: "sending",
  audienceName: audience.name,
};

const extras: Extras = {
  contact: {
    source: "form",
    signupIp: "203.0.113.7",
    confirmedAt: "2026-01-15T09:32:00.000Z",
    unsubscribedAt: null,
  },
  unsubscribeUrl: "https://example.com/unsubscribe/eyJjb24iOiIwMWg0NTUifQ",
  audience: { name: audience.name },
  campaign: { startedAt: "2026-03-01T08:00:00.000Z", sentAt: "2026-03-01T08:14:00.000Z" },
  event: { source: "contact", sourceId: null },
  workspace: { name: "Acme" },
};

/** The sample of an event type as an event, with what would be loaded beside it; a sender's own event is about the sample contact. */
export function sampleParts(type: string): { event: ScopeEvent; extras: Extras } {
  const known = findEventType(type);
  const data: Readonly<Record<string, unknown>> = known?.sample ?? about();
  const ofCampaign = known?.group === "Email" || known?.group === "Campaign";
  return {
    event: {
      id: null,
      type,
      occurredAt: new Date("2026-03-01T08:15:00.000Z"),
      audienceId: audience.id,
      data: ofCampaign ? { ...data, campaign: { ...campaign, ...asObject(data.campaign) } } : data,
    },
    extras,
  };
}

const asObject = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});

/** The scope of an event type's sample, every property loaded. */
export function sampleScope(type: string): Scope {
  const { event, extras } = sampleParts(type);
  return scopeOf({
    event: { ...event, id: "evt_01h455vb4pex5vsknk084sn02m" },
    extras,
    workspace: { id: "wks_01h455vb4pex5vsknk084sn02k" },
    webhook: { id: "whk_01h455vb4pex5vsknk084sn02p", name: "CRM" },
    deliveryId: "dlv_01h455vb4pex5vsknk084sn02j",
    now: new Date("2026-03-01T08:15:01.000Z"),
  });
}
