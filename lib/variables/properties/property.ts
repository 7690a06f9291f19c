import type { FieldType } from "../../mapping/field-types";

export const propertyGroups = ["Contact", "Data fields", "Campaign", "Event", "System"] as const;
export type PropertyGroup = (typeof propertyGroups)[number];

export type PropertyType = FieldType | "list" | "object";

/** What has to be loaded for a property, because an event does not carry it. */
export const needs = ["contact", "unsubscribeUrl", "audience", "campaign", "event", "workspace"] as const;
export type Need = (typeof needs)[number];

/** One entry of the catalogue: a property's sample is read from the samples of the events. */
export interface PropertyEntry {
  /** Its one name everywhere: in mappings, templates and rules. */
  path: string;
  label: string;
  type: PropertyType;
  /** One sentence, where the label does not say it all. */
  description?: string;
  /** Absent when the event itself tells it. */
  need?: Need;
}
