import type { Field } from "../../audiences/fields/contract";
import { type FieldValue, fieldTypes } from "../../mapping/field-types";
import { doorLimits } from "../limits";
import type { MappingLine } from "../workspace-webhooks/mapping";
import { exampleEmail, exampleValue } from "./example-body";

/** One key that a request body may have. */
export interface ReferenceRow {
  key: string;
  /** The data field's name; null for keys that every audience takes. */
  label: string | null;
  type: string;
  note: string;
  required: boolean;
  private: boolean;
  defaultValue: FieldValue | null;
  example: FieldValue;
}

const builtIn = { label: null, required: false, private: false, defaultValue: null };

const emailRow: ReferenceRow = {
  ...builtIn,
  key: "email",
  type: "Email",
  note: "Finds the contact. email_address is read as well.",
  required: true,
  example: exampleEmail,
};

const consentRow: ReferenceRow = {
  ...builtIn,
  key: "SkipDoubleOptIn",
  type: "Boolean",
  note: "true, false, 1 or 0. With true a new contact is Active at once.",
  defaultValue: false,
  example: true,
};

const tagsRow: ReferenceRow = {
  ...builtIn,
  key: "tags",
  type: "Text or list",
  note: `Names, comma-separated or as a list, ${doorLimits.tagsMax} at most. New ones are created; none is taken away.`,
  example: "tag1,tag2",
};

const groupsRow = (groupId: string | undefined): ReferenceRow => ({
  ...builtIn,
  key: "groupIds",
  type: "Text or list",
  note: `Group IDs, comma-separated or as a list, ${doorLimits.groupsMax} at most. Unknown ones are refused; none is taken away.`,
  example: groupId ?? "grp_…",
});

const fieldRow = (field: Field): ReferenceRow => ({
  key: field.key,
  label: field.label,
  type: fieldTypes[field.type].label,
  note: field.type === "choice" ? `One of: ${field.options.join(", ")}.` : fieldTypes[field.type].description,
  required: field.required,
  private: field.private,
  defaultValue: field.default,
  example: exampleValue(field),
});

/** Every key that this audience's webhook reads: the address, its data fields in their order, and what all audiences take. */
export const fieldReference = (fields: readonly Field[], groupId?: string): ReferenceRow[] => [
  emailRow,
  ...fields.map(fieldRow),
  tagsRow,
  groupsRow(groupId),
  consentRow,
];

/** Every key that a workspace webhook reads by name: the address, which alone is required, and these data fields. */
export const workspaceReference = (fields: readonly Field[]): ReferenceRow[] => [
  { ...emailRow, key: "email_address", note: "Finds the contact. email is read as well." },
  ...fields.map((field) => ({ ...fieldRow(field), required: false })),
];

/** Every path that a workspace webhook reads by its mapping, with what it is for. */
export function mappedReference(mapping: readonly MappingLine[], fields: readonly Field[]): ReferenceRow[] {
  const rowOf = (target: string): ReferenceRow => {
    if (target === "email") return { ...emailRow, label: "Email address", note: "Finds the contact." };
    if (target === "tags") return { ...tagsRow, label: "Tags" };
    const field = fields.find(({ key }) => key === target);
    return field ? { ...fieldRow(field), required: false } : { ...tagsRow, label: target, note: "", example: "…" };
  };
  return mapping.map(({ path, field }) => ({ ...rowOf(field), key: path }));
}

/** Ways to write a key that mean the same: `first_name`, `firstName`, `First Name`, `first-name`. One word has one. */
export function spellingsOf(key: string): string[] {
  const words = key.split("_").filter((word) => word !== "");
  if (words.length < 2) return [key];
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return [
    key,
    words.map((word, index) => (index === 0 ? word : capital(word))).join(""),
    words.map(capital).join(" "),
    words.join("-"),
  ];
}
