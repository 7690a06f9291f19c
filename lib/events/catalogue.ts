import { campaignEvents } from "./catalogue/campaign";
import { contactEvents } from "./catalogue/contact";
import { type CustomEventName, isCustomEventName } from "./catalogue/custom";
import { emailEvents } from "./catalogue/email";
import type { EventType } from "./catalogue/event-type";
import { journeyEvents } from "./catalogue/journey";
import { segmentEvents } from "./catalogue/segment";

/** Every event type; adding one is adding an entry in its group's file. Names are dotted and in the past tense. */
export const eventTypes = {
  ...contactEvents,
  ...emailEvents,
  ...segmentEvents,
  ...campaignEvents,
  ...journeyEvents,
} as const satisfies Record<string, EventType>;

export type EventName = keyof typeof eventTypes;
/** What an event may be called: one of ours, or a sender's own name. */
export type AnyEventName = EventName | CustomEventName;

const entries: ReadonlyMap<string, EventType> = new Map(Object.entries(eventTypes));

export const isEventName = (name: string): name is EventName => Object.hasOwn(eventTypes, name);

/** The registry's entry, or undefined for custom and unknown names. */
export const findEventType = (name: string): EventType | undefined => entries.get(name);

/** Names of ours in the registry's order, e.g. those that a picker offers. */
export const eventNames = (which: (type: EventType) => boolean = () => true): EventName[] =>
  Object.keys(eventTypes)
    .filter(isEventName)
    .filter((name) => which(eventTypes[name]));

/** The words for an event in lists and timelines; a custom name, or one written by a newer version, stands for itself. */
export const eventLabel = (name: string): string => findEventType(name)?.label ?? name;

/** Whether events of this name are counted by contact and day: those that rules about behaviour ask for, custom ones among them. */
export const isCountable = (name: string): boolean => findEventType(name)?.countable ?? isCustomEventName(name);
