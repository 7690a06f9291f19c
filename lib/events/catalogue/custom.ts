import { eventGroups } from "./event-type";

/** A sender's own event, e.g. `order.placed`; checked by `isCustomEventName`. */
declare const checked: unique symbol;
export type CustomEventName = string & { readonly [checked]: true };

export const customNameCharactersMax = 64;
const shape = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/;

/** Everything before the first dot that is ours, now or later. */
const reserved = new Set(eventGroups.map((group) => group.toLowerCase()));

/** What a name must be to be a custom event's, for error messages. */
export const customNameRule =
  `Name an event of your own in lower case, with letters, digits, _ and dots, such as order.placed: at most ${customNameCharactersMax} ` +
  `characters, and not beginning with ${[...reserved].map((word) => `${word}.`).join(", ")}.`;

/** Whether a name may be given to a sender's own event: dotted lower case that no event of ours can ever take. */
export const isCustomEventName = (name: string): name is CustomEventName =>
  name.length <= customNameCharactersMax && shape.test(name) && !reserved.has(name.split(".", 1)[0] ?? "");
