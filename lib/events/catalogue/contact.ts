import type { EventType } from "./event-type";
import { about } from "./sample";

const group = "Contact";
const tag = { tag: { id: "tag_01h455vb4pex5vsknk084sn02s", name: "newsletter" } };
const joined = { group: { id: "grp_01h455vb4pex5vsknk084sn02r", name: "Customers" } };

export const contactEvents = {
  "contact.created": {
    group,
    label: "Contact created",
    description: "A new address came into the audience.",
    sample: about(),
  },
  "contact.updated": {
    group,
    label: "Contact updated",
    description: "A data field or the address changed. Nothing changed means no event.",
    sample: about({ changed: ["first_name"], previous: { first_name: "Janet" } }),
  },
  "contact.subscribed": {
    group,
    label: "Contact subscribed",
    alsoKnownAs: "Contact Subscribed (Confirmed)",
    description: "The contact became Active.",
    sample: about({ previousStatus: "unconfirmed" }),
  },
  "contact.pending": {
    group,
    label: "Contact pending",
    alsoKnownAs: "Contact Subscribed (Pending)",
    description: "The contact became Pending and has to confirm.",
    sample: about({}, { status: "unconfirmed" }),
  },
  "contact.confirmed": {
    group,
    label: "Contact confirmed",
    description: "The contact followed the link of the confirmation mail.",
    sample: about({ previousStatus: "unconfirmed" }),
  },
  "contact.unsubscribed": {
    group,
    label: "Contact unsubscribed",
    alsoKnownAs: "Contact Unsubscribed",
    description: "The contact became Unsubscribed.",
    sample: about({ previousStatus: "subscribed" }, { status: "unsubscribed" }),
  },
  "contact.bounced": {
    group,
    label: "Contact bounced",
    description: "The address does not take mail any more.",
    sample: about({ previousStatus: "subscribed" }, { status: "bounced" }),
  },
  "contact.complained": {
    group,
    label: "Contact complained",
    description: "The contact reported our mail as spam.",
    sample: about({ previousStatus: "subscribed" }, { status: "complained" }),
  },
  "contact.deleted": {
    group,
    label: "Contact deleted",
    description: "The contact was removed for good.",
    sample: about(),
    leavesNobody: true,
  },
  "contact.tag_added": { group, label: "Tag added", description: "The contact got a tag.", sample: about(tag) },
  "contact.tag_removed": {
    group,
    label: "Tag removed",
    description: "The contact lost a tag.",
    sample: about(tag, { tags: [] }),
  },
  "contact.group_joined": {
    group,
    label: "Group joined",
    description: "The contact joined a group.",
    sample: about(joined),
  },
  "contact.group_left": {
    group,
    label: "Group left",
    description: "The contact left a group.",
    sample: about(joined, { groups: [] }),
  },
  "contact.received": {
    group,
    label: "Inbound webhook received",
    description: "A request to an inbound webhook named the contact, whether or not it changed anything.",
    sample: about({ webhook: { id: "hok_01h455vb4pex5vsknk084sn02x" }, fields: { plan: "pro" } }),
    internal: true,
  },
  "contact.confirmation_requested": {
    group,
    label: "Confirmation asked for again",
    description: "A Pending contact signed up once more.",
    sample: about({}, { status: "unconfirmed" }),
    internal: true,
  },
  "contact.reconfirmation_requested": {
    group,
    label: "Asked to confirm again",
    description: "Somebody who had unsubscribed was signed up again and has to confirm it.",
    sample: about({}, { status: "unconfirmed" }),
    internal: true,
  },
} as const satisfies Record<string, EventType>;
