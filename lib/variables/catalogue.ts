import { type EventName, eventNames } from "../events/catalogue";
import { type FieldType, fieldTypes } from "../mapping/field-types";
import { isPath } from "../mapping/json-path";
import { findValue } from "./find-value";
import { campaignProperties } from "./properties/campaign";
import { contactProperties } from "./properties/contact";
import { eventProperties } from "./properties/event";
import type { PropertyEntry, PropertyGroup } from "./properties/property";
import { systemProperties } from "./properties/system";
import { sampleScope } from "./sample-scope";
import type { Scope } from "./scope";

export type { Need, PropertyGroup, PropertyType } from "./properties/property";
export { propertyGroups } from "./properties/property";

/** A property that mappings and templates can read. */
export interface Property extends PropertyEntry {
  group: PropertyGroup;
  /** As a request carries it. */
  sample: unknown;
}

/** What a data field must be known by. */
export interface PropertyField {
  key: string;
  label: string;
  type: FieldType;
  options?: readonly string[];
}

const entries: Record<Exclude<PropertyGroup, "Data fields">, readonly PropertyEntry[]> = {
  Contact: contactProperties,
  Campaign: campaignProperties,
  Event: eventProperties,
  System: systemProperties,
};

export const fieldPrefix = "contact.fields.";
export const eventDataPrefix = "event.data.";

/**
 * Every property that a picker offers, grouped and in its order; `fields` are the data fields of the audience, or of all of them. A
 * sender's own events have more: `event.data.<key>`. Browser-safe.
 */
export const listProperties = (fields: readonly PropertyField[]): Property[] => [
  ...fixed("Contact"),
  ...fields.map(fieldProperty),
  ...fixed("Campaign"),
  ...fixed("Event"),
  ...fixed("System"),
];

const fixed = (group: keyof typeof entries): Property[] =>
  entries[group].map((entry) => ({ ...entry, group, sample: sampleOf(entry.path) ?? null }));

const fieldProperty = ({ key, label, type, options = [] }: PropertyField): Property => ({
  path: `${fieldPrefix}${key}`,
  label,
  group: "Data fields",
  type,
  sample: sampleOf(`${fieldPrefix}${key}`) ?? fieldTypes[type].example({ label, options: [...options] }),
});

/** The entry of a fixed property, or undefined. */
export const findProperty = (path: string): PropertyEntry | undefined =>
  Object.values(entries)
    .flat()
    .find((entry) => entry.path === path);

/** Whether a path can lead to a value: a property's, a data field's, or anything below a property that holds others. */
export function isPropertyPath(path: string): boolean {
  if (!isPath(path)) return false;
  if (path.startsWith(fieldPrefix) || path.startsWith(eventDataPrefix)) return true;
  return findProperty(path) !== undefined || ["contact.groups", "campaign", "contact"].includes(path);
}

let samples: Map<EventName, Scope> | undefined;
const sampleScopes = (): Map<EventName, Scope> => {
  samples ??= new Map(eventNames(({ internal }) => internal !== true).map((type) => [type, sampleScope(type)]));
  return samples;
};

/** From the first event that has it. */
function sampleOf(path: string): unknown {
  for (const scope of sampleScopes().values()) {
    const value = findValue(scope, path);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** Which of these events never bring a property, as far as our own catalogue knows: the picker and the preview say so. */
export const eventsWithout = (path: string, types: readonly EventName[]): EventName[] =>
  types.filter((type) => {
    const scope = sampleScopes().get(type);
    return scope !== undefined && findValue(scope, path) === undefined;
  });
