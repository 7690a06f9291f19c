import type { ContactStatus } from "@/db/enums";

export const eventGroups = ["Contact", "Email", "Segment", "Campaign", "Journey"] as const;
export type EventGroup = (typeof eventGroups)[number];

/** One kind of thing that can happen. */
export interface EventType {
  group: EventGroup;
  label: string;
  /** One sentence: when it happens. */
  description: string;
  /** The name that other products give it; pickers show it beside ours. */
  alsoKnownAs?: string;
  /** What `data` of such an event looks like, for previews and documentation. */
  sample: Record<string, unknown>;
  /** Not offered to subscribers: it drives our own work. */
  internal?: true;
  /** When it has happened there is nobody to act upon: it is about no contact, or the contact is gone. */
  leavesNobody?: true;
  /** Another sender may report it through `POST /v1/events`. */
  fromOutside?: true;
  /**
   * Counted by contact and day, for rules like "opened at least twice in 30 days". What the contact's own properties tell (status, tags,
   * groups, segments) is not: it would cost every sign-up a counter.
   */
  countable?: true;
  /** The status that the contact takes when another sender reports it. */
  causes?: { status: ContactStatus; unless?: (data: Record<string, unknown>) => boolean };
}
