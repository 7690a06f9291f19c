import type { AudienceConfig } from "../audiences/config";
import { keyPath, locatePath, parsePath, readPath } from "../mapping/json-path";
import { type Dialect, type Entry, type Interpreted, interpretEntries, isBlank, readTags, shownKey } from "./interpret";
import type { Entries } from "./parse-body";
import type { MappingLine } from "./workspace-webhooks/mapping";

export type FieldReading = Dialect["fields"];

const invalidEmail = "Please provide a valid email address";

/** Reads a payload at a workspace webhook: by its mapping, or without one by the names of its keys. */
export function interpretForeign(
  entries: Entries,
  audience: AudienceConfig,
  mapping: MappingLine[] | null,
  fields: FieldReading,
): Interpreted {
  if (mapping === null) {
    const named = entries.map(([key, value]) => ({ name: key, path: key, value }));
    return interpretEntries(named, audience, { builtIn: {}, invalidEmail, fields });
  }
  const builtIn: Dialect["builtIn"] = fields === "strict" ? { tags: readTags } : {};
  const read = interpretEntries(mappedEntries(entries, mapping), audience, { builtIn, invalidEmail, fields });
  return { ...read, ignored: [...read.ignored, ...unmapped(entries, mapping)] };
}

/** One entry for each field whose value is found; of several lines for a field the first that finds one counts. */
export function mappedEntries(entries: Entries, mapping: MappingLine[]): Entry[] {
  // The parser has dropped the keys that would reach a prototype.
  const payload: unknown = Object.fromEntries(entries);
  const flat = new Map(entries);
  const found = new Map<string, Entry>();
  for (const { path, field } of mapping) {
    if (found.has(field)) continue;
    // A form's key may look like a path: `customer.email=…`.
    const value = flat.has(path) ? flat.get(path) : readPath(payload, path);
    if (!isBlank(value)) found.set(field, { name: field, path, value });
  }
  return [...found.values()];
}

/** Where in a body the value lies that `mappedEntries` would take for a path, as `listPaths` names it; null for none. */
export const placeOf = (payload: Record<string, unknown>, path: string): string | null =>
  Object.hasOwn(payload, path) ? keyPath(path) : locatePath(payload, path);

/** Top-level keys that no line of the mapping starts at. */
function unmapped(entries: Entries, mapping: MappingLine[]): string[] {
  const starts = new Set(mapping.map(({ path }) => firstKey(path)));
  return entries.flatMap(([key]) => (starts.has(key) || mapping.some(({ path }) => path === key) ? [] : shownKey(key)));
}

function firstKey(path: string): string | null {
  const first = parsePath(path)?.[0];
  return first !== undefined && "key" in first ? first.key : null;
}
