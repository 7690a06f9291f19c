import { fieldPrefix, type Property } from "@/lib/variables/catalogue";

const groups: readonly Property["group"][] = ["Contact", "Data fields", "Campaign"];

/** What a mail can say of its reader: the properties that are known while it is written. */
export const mergeable = (properties: readonly Property[]): Property[] =>
  properties.filter(({ group, type }) => groups.includes(group) && type !== "object");

/** `{{ contact.first_name | default: "there" }}`; data fields by their short name. Without a fallback nothing stands for what is empty. */
export function mergeTag(path: string, fallback: string): string {
  const name = path.startsWith(fieldPrefix) ? `contact.${path.slice(fieldPrefix.length)}` : path;
  const text = fallback.trim();
  if (text === "") return `{{ ${name} }}`;
  // Liquid knows no escapes: a text with one kind of quotes stands between the other.
  const quote = text.includes('"') ? "'" : '"';
  return `{{ ${name} | default: ${quote}${text.replaceAll(quote, "")}${quote} }}`;
}
