import { type EventName, eventNames, eventTypes, findEventType } from "../events/catalogue";
import { customNameRule, isCustomEventName } from "../events/catalogue/custom";
import { type EventGroup, type EventType, eventGroups } from "../events/catalogue/event-type";

/** Whose webhook it is: one campaign's, or the whole workspace's. */
export type WebhookHome = "campaign" | "workspace";

/** Groups of events that say which campaign they are about; a workspace's webhook may have all of them. */
const campaignGroups: readonly EventGroup[] = ["Email", "Campaign"];

const offered = (home: WebhookHome, { group, internal }: EventType): boolean =>
  internal !== true && (home === "workspace" || campaignGroups.includes(group));

/** One event as the picker offers it. `sample` is its data, for previews and documentation. */
export interface SubscribableEvent {
  name: EventName;
  label: string;
  description: string;
  /** The name that other products give it. */
  alsoKnownAs: string | null;
  sample: Record<string, unknown>;
}

/** The events that a webhook can be subscribed to, by group in the catalogue's order; a workspace's also takes senders' own names. Browser-safe. */
export function subscribableEvents(home: WebhookHome): { group: EventGroup; events: SubscribableEvent[] }[] {
  const all = eventNames((type) => offered(home, type)).map((name) => ({ name, type: eventTypes[name] as EventType }));
  return eventGroups
    .map((group) => ({
      group,
      events: all
        .filter(({ type }) => type.group === group)
        .map(({ name, type: { label, description, alsoKnownAs = null, sample } }) => ({
          name,
          label,
          description,
          alsoKnownAs,
          sample,
        })),
    }))
    .filter(({ events }) => events.length > 0);
}

/** Whether a webhook can be subscribed to events of this name. */
export function isSubscribable(home: WebhookHome, name: string): boolean {
  const type = findEventType(name);
  return type === undefined ? home === "workspace" && isCustomEventName(name) : offered(home, type);
}

/** Why a name was refused, in one sentence. */
export function refusalOfEvent(home: WebhookHome, name: string): string {
  const type = findEventType(name);
  if (home === "campaign" && (type !== undefined || isCustomEventName(name)))
    return `${name} is no event of a campaign: choose e-mail and campaign events, or add a webhook for the whole workspace.`;
  return type === undefined && home === "workspace"
    ? `${name} is no event that we know. ${customNameRule}`
    : `${name} is no event that we know. Choose from the list.`;
}
