import type { EventType } from "./event-type";
import { about } from "./sample";

/** An e-mail event: counted, and open to other senders. */
const email = { group: "Email", fromOutside: true, countable: true } as const;
const mail = { messageId: "0100018d-7c1e", subject: "Our spring collection" };
/** `machine`: by a scanner, a prefetch or mail privacy, as far as it can be told (`lib/campaigns/tracking/machine.ts`). */
const visit = { userAgent: "Mozilla/5.0", ip: "203.0.113.7", machine: false };

/** What senders call a bounce that a later mail may not meet again. */
const softBounce = /^(soft|transient|temporary)/i;

/** Whether a bounce says nothing about the address for good. One without a type counts as hard: that is how senders report it. */
export const isSoftBounce = (data: Record<string, unknown>): boolean =>
  typeof data.bounceType === "string" && softBounce.test(data.bounceType.trim());

export const emailEvents = {
  "email.sent": {
    ...email,
    label: "Email sent",
    description: "A mail to the contact was handed to the mail server.",
    sample: about(mail),
  },
  "email.delivered": {
    ...email,
    label: "Email delivered",
    description: "The contact's mail server took the mail.",
    sample: about(mail),
  },
  "email.opened": {
    ...email,
    label: "Email opened",
    description: "The contact, or a program on its behalf, loaded the mail's images.",
    sample: about({ ...mail, ...visit }),
  },
  "email.clicked": {
    ...email,
    label: "Email clicked",
    description: "The contact followed a link in the mail.",
    sample: about({ ...mail, url: "https://example.com/spring", ...visit }),
  },
  "email.bounced": {
    ...email,
    label: "Email bounced",
    description: "The mail came back. A hard bounce makes the contact Bounced, a soft one changes nothing.",
    sample: about({ ...mail, bounceType: "hard", reason: "550 5.1.1 No such user" }, { status: "bounced" }),
    causes: { status: "bounced", unless: isSoftBounce },
  },
  "email.complained": {
    ...email,
    label: "Email complained",
    description: "The contact reported the mail as spam and becomes Complained.",
    sample: about({ ...mail, feedbackType: "abuse" }, { status: "complained" }),
    causes: { status: "complained" },
  },
  "email.unsubscribed": {
    ...email,
    label: "Email unsubscribed",
    description: "The contact unsubscribed through a link in the mail and becomes Unsubscribed.",
    sample: about(mail, { status: "unsubscribed" }),
    causes: { status: "unsubscribed" },
  },
  "email.failed": {
    ...email,
    label: "Email failed",
    description: "The mail could not be sent; the address itself may be fine.",
    sample: about({ ...mail, reason: "The mail server could not be reached." }),
  },
} as const satisfies Record<string, EventType>;
