import { findProperty } from "@/lib/variables/catalogue";
import { neededByTemplate } from "@/lib/variables/liquid";
import { type Reader, uses } from "@/lib/variables/uses";

/** Of a contact, beside the properties of the catalogue: lists of objects, and what other senders call our names. */
const otherNames = new Set(["groups", "unsubscribe_url"]);

const isProperty = (key: string): boolean => otherNames.has(key) || findProperty(`contact.${key}`) !== undefined;

/**
 * The keys of the data fields that these can't do without: `contact.fields.<key>`, in templates also `contact.<key>`. What a template
 * provides for itself (`default`, or an `if` around it) is left out.
 */
export function fieldsReadBy(readers: readonly Reader[]): string[] {
  const keys = readers.flatMap((reader) => {
    const read = "template" in reader ? neededByTemplate(reader.template) : uses(reader);
    return read.flatMap(([root, first, second]) => {
      if (root !== "contact" || typeof first !== "string") return [];
      if (first === "fields") return typeof second === "string" ? [second] : [];
      return "template" in reader && !isProperty(first) ? [first] : [];
    });
  });
  return [...new Set(keys)];
}
