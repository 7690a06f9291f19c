import type { WebhookContentType, WebhookMethod } from "@/db/enums";
import { parseId } from "@/db/ids";
import { matchName } from "../mapping/match-key";
import { isRecord } from "../variables/is-record";
import type { CustomPayload } from "./payload/mapping";

/** A webhook as the planner of deliveries reads it. Ids are bare UUIDs. */
export interface Subscription {
  id: string;
  workspaceId: string;
  /** Null for one of the whole workspace. */
  campaignId: string | null;
  name: string;
  method: WebhookMethod;
  contentType: WebhookContentType;
  customPayload: CustomPayload | null;
  events: ReadonlySet<string>;
  filters: SubscriptionFilters | null;
  /** It is paused or was switched off by itself: what it wants is held. */
  holds: boolean;
}

/** What an event must fit; in a list one match is enough, and a list that is null is not asked. */
export interface SubscriptionFilters {
  /** Names as `matchName` compares them. */
  tags: ReadonlySet<string> | null;
  /** Prefixed ids, as contacts' snapshots hold them. */
  groups: ReadonlySet<string> | null;
  /** Bare ids. */
  segments: readonly string[] | null;
  /** As `comparableLink` writes them. */
  links: ReadonlySet<string> | null;
}

/** What of an event says who wants it: `RelayedEvent` fits. Ids are bare UUIDs. */
export interface MatchableEvent {
  workspaceId: string;
  contactId: string | null;
  type: string;
  data: Record<string, unknown>;
}

/** Who is in which segment, both as bare ids. */
export interface Memberships {
  has(segmentId: string, contactId: string): boolean;
}

/**
 * Whether a webhook wants an event: by workspace, event name, campaign (an event's is `data.campaign.id`) and filters. Tags and groups
 * are those of the contact's snapshot in the event; segments those it is in now. An event without a contact fits no filter by tag,
 * group or segment; links concern clicks alone.
 */
export function matches(subscription: Subscription, event: MatchableEvent, memberships: Memberships): boolean {
  if (subscription.workspaceId !== event.workspaceId || !subscription.events.has(event.type)) return false;
  if (subscription.campaignId !== null && subscription.campaignId !== campaignOf(event)) return false;
  const { filters } = subscription;
  if (filters === null) return true;
  const { tags, groups, segments, links } = filters;
  const { contactId } = event;
  return (
    (tags === null || tagsOf(event).some((name) => tags.has(matchName(name)))) &&
    (groups === null || groupsOf(event).some((id) => groups.has(id))) &&
    (segments === null || (contactId !== null && segments.some((id) => memberships.has(id, contactId)))) &&
    (links === null || event.type !== "email.clicked" || links.has(comparableLink(event.data.url)))
  );
}

/** The campaign that an event is about, as a bare id. */
export function campaignOf({ data }: Pick<MatchableEvent, "data">): string | null {
  const id = property(data.campaign, "id");
  return typeof id === "string" ? parseId("cmp", id) : null;
}

/** An address as two of them are compared: what differs in spelling alone is one. */
export function comparableLink(url: unknown): string {
  if (typeof url !== "string") return "";
  return URL.canParse(url) ? new URL(url).href : url.trim();
}

const tagsOf = ({ data }: MatchableEvent): string[] => textsOf(property(data.contact, "tags"));

function groupsOf({ data }: MatchableEvent): string[] {
  const groups = property(data.contact, "groups");
  return Array.isArray(groups) ? textsOf(groups.map((group: unknown) => property(group, "id"))) : [];
}

const textsOf = (list: unknown): string[] =>
  Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === "string") : [];

const property = (of: unknown, name: string): unknown => (isRecord(of) ? of[name] : undefined);
