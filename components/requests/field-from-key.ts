import { keyFromLabel } from "@/lib/audiences/fields/shape";
import type { FieldType } from "@/lib/mapping/field-types";
import { guessFieldType } from "@/lib/mapping/guess-type";
import { parsePath } from "@/lib/mapping/json-path";
import type { ReadKey } from "./read-keys";

/** What a data field for an ignored key could be: `utmSource` → "Utm source", `utm_source`, and a type that its value fits. */
export function fieldFromKey({ key, value }: Pick<ReadKey, "key" | "value">): {
  key: string;
  label: string;
  type: FieldType;
} {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
  return {
    key: keyFromLabel(words) ?? "",
    label: (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, 60),
    type: guessFieldType(value),
  };
}

/** The same for an ignored path: `customer.shoeSize` is called by its last key. */
export function fieldFromPath({ key: path, value }: Pick<ReadKey, "key" | "value">): ReturnType<typeof fieldFromKey> {
  const keys = (parsePath(path) ?? []).flatMap((step) => ("key" in step ? step.key : []));
  return fieldFromKey({ key: keys.at(-1) ?? path, value });
}
