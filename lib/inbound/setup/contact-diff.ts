import { statusLabels } from "../../contacts/contract";
import type { Answer } from "../../http/contract";
import type { testWebhookContract } from "../contract";

export type ContactView = Answer<typeof testWebhookContract>["after"];

/** What differs between two states of a contact: `before` is absent for what is new, `after` for what is gone. */
export interface ContactDifference {
  key: string;
  before: string | undefined;
  after: string | undefined;
}

/** The differences in the order in which a contact is read: address, status, fields, tags, groups. */
export function diffContacts(before: ContactView, after: ContactView): ContactDifference[] {
  const [old, now] = [textsOf(before), textsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((key) => ({ key, before: old.get(key), after: now.get(key) }))
    .filter((entry) => entry.before !== entry.after)
    .sort((a, b) => rank(a.key) - rank(b.key));
}

/** No data field can have one of these keys. */
const ranks: Record<string, number> = { email: 0, status: 1, tags: 3, groups: 4 };
const rank = (key: string): number => (Object.hasOwn(ranks, key) ? (ranks[key] ?? 2) : 2);

/** A status as people know it, with the API's word where that is another one: "Active (subscribed)". */
function statusText(status: string): string {
  const label = Object.entries(statusLabels).find(([name]) => name === status)?.[1] ?? status;
  return label.toLowerCase() === status ? label : `${label} (${status})`;
}

function textsOf(contact: ContactView): Map<string, string> {
  const texts = new Map<string, string>();
  if (contact === null) return texts;
  texts.set("email", contact.email);
  texts.set("status", statusText(contact.status));
  for (const [key, value] of Object.entries(contact.fields))
    if (value !== null && value !== undefined)
      texts.set(key, typeof value === "string" ? value : JSON.stringify(value));
  if (contact.tags.length > 0) texts.set("tags", contact.tags.toSorted().join(", "));
  if (contact.groups.length > 0)
    texts.set(
      "groups",
      contact.groups
        .map((group) => group.name)
        .sort()
        .join(", "),
    );
  return texts;
}
