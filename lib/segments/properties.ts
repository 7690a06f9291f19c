import { contactStatuses } from "@/db/enums";
import { eventLabel, eventNames, isCountable } from "../events/catalogue";
import type { FieldType } from "../mapping/field-types";
import type { PropertyKind } from "./operators";
import type { Option } from "./operators/operator";
import { type Piece, piece } from "./piece";

/** All that rules may read of one contact, in JavaScript. Ids are prefixed, days `YYYY-MM-DD` in UTC. */
export interface Facts {
  email: string;
  status: string;
  source: string;
  createdAt: string;
  updatedAt: string;
  confirmedAt: string | null;
  unsubscribedAt: string | null;
  fields: Record<string, unknown>;
  tags: readonly { id: string; name: string }[];
  groupIds: readonly string[];
  /** What the rules ask for, no more. */
  events: ReadonlyMap<string, readonly { day: string; count: number }[]>;
  consents: readonly { status: string; day: string }[];
  segmentIds: readonly string[];
}

/** Something that a condition can read, by the one name that rules, mappings and templates use. */
export interface Property {
  field: string;
  kind: PropertyKind;
  label: string;
  group: "Contact" | "Data fields" | "Consent" | "Events" | "Segments";
  options?: readonly Option[];
  /** In SQL, over `contacts c`. */
  operand: Piece;
  /** For one contact. */
  actual(facts: Facts): unknown;
}

/** What a data field must be known by. */
export interface RuleField {
  key: string;
  label: string;
  type: FieldType;
  /** What a choice takes; left out, it takes anything. */
  options?: readonly string[];
}

// The same words as on the contact's own pages; importing them would put segments above contacts in the browser's bundle.
const statusOptions: Option[] = contactStatuses.map((value) => ({
  value,
  label: {
    subscribed: "Active",
    unconfirmed: "Pending",
    unsubscribed: "Unsubscribed",
    bounced: "Bounced",
    complained: "Complained",
  }[value],
}));

const sources: Option[] = Object.entries({
  webhook: "Webhook",
  form: "Form",
  api: "API",
  user: "Member",
  import: "Import",
  contact: "Contact",
  system: "System",
}).map(([value, label]) => ({ value, label }));

const moment = (name: "createdAt" | "updatedAt" | "confirmedAt" | "unsubscribedAt", label: string, column: Piece) => ({
  field: `contact.${name}`,
  kind: "date" as const,
  label,
  group: "Contact" as const,
  operand: piece`(${column} at time zone 'UTC')::date`,
  actual: (facts: Facts) => facts[name],
});

const builtIn: readonly Property[] = [
  {
    field: "contact.email",
    kind: "text",
    label: "Email",
    group: "Contact",
    operand: piece`c.email`,
    actual: (facts) => facts.email,
  },
  {
    field: "contact.status",
    kind: "choice",
    label: "Status",
    group: "Contact",
    options: statusOptions,
    operand: piece`c.status`,
    actual: (facts) => facts.status,
  },
  {
    field: "contact.tags",
    kind: "tags",
    label: "Tags",
    group: "Contact",
    operand: piece`c.tag_ids`,
    actual: (facts) => facts.tags,
  },
  {
    field: "contact.groups",
    kind: "groups",
    label: "Groups",
    group: "Contact",
    operand: piece`c.group_ids`,
    actual: (facts) => facts.groupIds,
  },
  moment("createdAt", "Created", piece`c.created_at`),
  moment("updatedAt", "Last changed", piece`c.updated_at`),
  moment("confirmedAt", "Confirmed", piece`c.confirmed_at`),
  moment("unsubscribedAt", "Unsubscribed", piece`c.unsubscribed_at`),
  {
    field: "contact.source",
    kind: "choice",
    label: "Came in through",
    group: "Contact",
    options: sources,
    operand: piece`c.source`,
    actual: (facts) => facts.source,
  },
  {
    field: "contact.consent",
    kind: "consent",
    label: "Consent history",
    group: "Consent",
    options: statusOptions,
    operand: piece`c.id`,
    actual: (facts) => facts.consents,
  },
  {
    field: "segment",
    kind: "segment",
    label: "Segment",
    group: "Segments",
    operand: piece`c.id`,
    actual: (facts) => facts.segmentIds,
  },
];

/** How a data field's values lie in `contacts.fields`, by the field's type. */
const fieldKinds: Record<FieldType, { kind: PropertyKind; operand(key: string): Piece }> = {
  text: { kind: "text", operand: textOf },
  email: { kind: "text", operand: textOf },
  url: { kind: "text", operand: textOf },
  phone: { kind: "text", operand: textOf },
  choice: { kind: "choice", operand: textOf },
  number: { kind: "number", operand: (key) => piece`(${textOf(key)})::numeric` },
  boolean: { kind: "boolean", operand: (key) => piece`(${textOf(key)})::boolean` },
  date: { kind: "date", operand: (key) => piece`(${textOf(key)})::date` },
  datetime: { kind: "date", operand: (key) => piece`((${textOf(key)})::timestamptz at time zone 'UTC')::date` },
};

function textOf(key: string): Piece {
  return piece`(c.fields ->> ${key}::text)`;
}

const fieldPrefix = "contact.fields.";
const eventPrefix = "event.";

const fieldProperty = ({ key, label, type, options }: RuleField): Property => ({
  field: `${fieldPrefix}${key}`,
  kind: fieldKinds[type].kind,
  label,
  group: "Data fields",
  ...(type === "choice" && options !== undefined ? { options: options.map((value) => ({ value, label: value })) } : {}),
  operand: fieldKinds[type].operand(key),
  actual: (facts) => facts.fields[key] ?? null,
});

const eventProperty = (type: string): Property => ({
  field: `${eventPrefix}${type}`,
  kind: "event",
  label: eventLabel(type),
  group: "Events",
  operand: piece`${type}::text`,
  actual: (facts) => facts.events.get(type) ?? [],
});

/** The property of a name, or null. Events are those that are counted: custom ones have no list. */
export function findProperty(field: string, fields: readonly RuleField[]): Property | null {
  if (field.startsWith(fieldPrefix)) {
    const found = fields.find(({ key }) => key === field.slice(fieldPrefix.length));
    return found === undefined ? null : fieldProperty(found);
  }
  if (field.startsWith(eventPrefix)) {
    const type = field.slice(eventPrefix.length);
    return isCountable(type) ? eventProperty(type) : null;
  }
  return builtIn.find((property) => property.field === field) ?? null;
}

/** Every property that a picker offers, in its order; `event.<type>` is possible for other types too. */
export const listProperties = (fields: readonly RuleField[]): Property[] => [
  ...builtIn.filter(({ group }) => group === "Contact"),
  ...fields.map(fieldProperty),
  ...builtIn.filter(({ group }) => group !== "Contact"),
  ...eventNames(({ countable }) => countable === true).map(eventProperty),
];
