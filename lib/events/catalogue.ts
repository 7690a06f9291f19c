/** One kind of thing that can happen. `seed` is the name that other products give it; pickers show it beside ours. */
export interface EventType {
  label: string;
  description: string;
  group: "Contact";
  alsoKnownAs?: string;
  /** Not offered to subscribers: it drives our own work. */
  internal?: true;
}

/** Every event type; adding one is adding an entry. Names are dotted and in the past tense. */
export const eventTypes = {
  "contact.created": {
    group: "Contact",
    label: "Contact created",
    description: "A new address came into the audience.",
  },
  "contact.updated": {
    group: "Contact",
    label: "Contact updated",
    description: "A data field or the address changed. Nothing changed means no event.",
  },
  "contact.subscribed": {
    group: "Contact",
    label: "Contact subscribed",
    alsoKnownAs: "Contact Subscribed (Confirmed)",
    description: "The contact became Active.",
  },
  "contact.pending": {
    group: "Contact",
    label: "Contact pending",
    alsoKnownAs: "Contact Subscribed (Pending)",
    description: "The contact became Pending and has to confirm.",
  },
  "contact.confirmed": {
    group: "Contact",
    label: "Contact confirmed",
    description: "The contact followed the link of the confirmation mail.",
  },
  "contact.unsubscribed": {
    group: "Contact",
    label: "Contact unsubscribed",
    alsoKnownAs: "Contact Unsubscribed",
    description: "The contact became Unsubscribed.",
  },
  "contact.bounced": {
    group: "Contact",
    label: "Contact bounced",
    description: "The address does not take mail any more.",
  },
  "contact.complained": {
    group: "Contact",
    label: "Contact complained",
    description: "The contact reported our mail as spam.",
  },
  "contact.deleted": { group: "Contact", label: "Contact deleted", description: "The contact was removed for good." },
  "contact.tag_added": { group: "Contact", label: "Tag added", description: "The contact got a tag." },
  "contact.tag_removed": { group: "Contact", label: "Tag removed", description: "The contact lost a tag." },
  "contact.group_joined": { group: "Contact", label: "Group joined", description: "The contact joined a group." },
  "contact.group_left": { group: "Contact", label: "Group left", description: "The contact left a group." },
  "contact.confirmation_requested": {
    group: "Contact",
    label: "Confirmation asked for again",
    description: "A Pending contact signed up once more.",
    internal: true,
  },
} as const satisfies Record<string, EventType>;

export type EventName = keyof typeof eventTypes;

export const isEventName = (name: string): name is EventName => Object.hasOwn(eventTypes, name);

/** The words for an event in lists and timelines; an unknown name (written by a newer version) stands for itself. */
export const eventLabel = (name: string): string => (isEventName(name) ? eventTypes[name].label : name);
