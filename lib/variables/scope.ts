import type { ContactSnapshot } from "../contacts/snapshot";
import { matchKey } from "../mapping/match-key";
import { isRecord } from "./is-record";

/**
 * What mappings and templates are looked up in: plain JSON, so that it can be stored and rendered later. Roots: `contact`, `audience`,
 * `campaign`, `event`, `workspace`, `webhook`, `delivery`, `now`. Property names are those of the catalogue.
 */
export type Scope = Readonly<Record<string, unknown>>;

/** An event as a scope shows it; ids are prefixed. */
export interface ScopeEvent {
  /** Null for a sample. */
  id: string | null;
  type: string;
  occurredAt: Date;
  audienceId: string | null;
  /** May hold `contact` and `campaign`: they become roots of their own. */
  data: Readonly<Record<string, unknown>>;
}

/** What had to be loaded beside the event, by `loadExtras`. A key that is absent was not asked for. */
export interface Extras {
  contact?: {
    source: string | null;
    signupIp: string | null;
    confirmedAt: string | null;
    unsubscribedAt: string | null;
  };
  unsubscribeUrl?: string | null;
  audience?: { name: string | null };
  campaign?: { startedAt: string | null; sentAt: string | null };
  event?: { source: string | null; sourceId: string | null };
  workspace?: { name: string | null };
}

/** Ids are prefixed, as the outside sees them. */
export interface ScopeParts {
  /** Null where there is none, as in a campaign's mail. */
  event: ScopeEvent | null;
  workspace: { id: string };
  now: Date;
  /** Left out, it is the event's own. */
  contact?: ContactSnapshot | null;
  /** Left out, it is the event's own. */
  campaign?: Readonly<Record<string, unknown>> | null;
  /** Left out, it is the event's. */
  audience?: { id: string; name: string } | null;
  webhook?: { id: string; name: string } | null;
  deliveryId?: string | null;
  extras?: Extras;
}

/** Puts together what paths and templates read. Pure; what is unknown is absent, what is known to be nothing is null. */
export function scopeOf({ event, workspace, now, webhook, deliveryId, extras = {}, ...parts }: ScopeParts): Scope {
  const { contact: eventContact, campaign: eventCampaign, ...data } = event?.data ?? {};
  const contact = parts.contact === undefined ? eventContact : parts.contact;
  const campaign = parts.campaign === undefined ? eventCampaign : parts.campaign;
  return {
    contact: isRecord(contact) ? contactOf(contact, extras) : null,
    audience: audienceOf(parts.audience, event, extras),
    campaign: isRecord(campaign) ? { ...campaign, ...extras.campaign } : null,
    event: event === null ? null : { ...eventOf(event, extras), data },
    workspace: { ...workspace, ...extras.workspace },
    webhook: webhook ?? null,
    delivery: deliveryId === undefined || deliveryId === null ? null : { id: deliveryId },
    now: now.toISOString(),
  };
}

/** The scope of a template that knows one contact alone, or none: every root is there. */
const audienceOf = (audience: ScopeParts["audience"], event: ScopeEvent | null, extras: Extras) => {
  if (audience !== undefined) return audience;
  const id = event?.audienceId ?? null;
  return id === null ? null : { id, ...extras.audience };
};

const eventOf = ({ id, type, occurredAt }: ScopeEvent, extras: Extras) => ({
  id,
  type,
  occurredAt: occurredAt.toISOString(),
  occurredAtEpoch: Math.floor(occurredAt.getTime() / 1_000),
  ...extras.event,
});

/** The snapshot with what can be told from it, and what was loaded beside it. */
function contactOf(contact: Readonly<Record<string, unknown>>, extras: Extras) {
  const fields = isRecord(contact.fields) ? contact.fields : {};
  const tags = textsOf(contact.tags);
  const groups = Array.isArray(contact.groups) ? contact.groups.filter(isRecord) : [];
  return {
    ...contact,
    fields,
    fullName: fullName(fields),
    tagsText: tags.join(", "),
    groupIds: textsOf(groups.map(({ id }) => id)),
    groupNames: textsOf(groups.map(({ name }) => name)),
    ...extras.contact,
    ...("unsubscribeUrl" in extras ? { unsubscribeUrl: extras.unsubscribeUrl } : {}),
  };
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** From the data fields that are named so, however they are spelled; null when there is nothing. */
function fullName(fields: Readonly<Record<string, unknown>>): string | null {
  const byName = new Map(Object.entries(fields).map(([key, value]) => [matchKey(key), value]));
  const text = (name: string): string => {
    const value = byName.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const parts = [text("firstname"), text("lastname")].filter((part) => part !== "");
  const name = parts.length > 0 ? parts.join(" ") : text("name");
  return name === "" ? null : name;
}
