import type { dataFields } from "@/db/schema";
import { type FieldDefinition, type FieldValue, isFieldType } from "../../mapping/field-types";
import type { Field } from "./contract";

export type FieldRow = typeof dataFields.$inferSelect;

/** A stored field as doors and forms know it. A row that no version of this program wrote is a bug and throws. */
export function fieldDefinition(row: FieldRow): FieldDefinition {
  if (!isFieldType(row.type)) throw new TypeError(`data field ${row.id} has an unknown type`);
  return {
    key: row.key,
    matchKey: row.matchKey,
    label: row.label,
    type: row.type,
    options: row.options,
    required: row.required,
    defaultValue: isFieldValue(row.defaultValue) ? row.defaultValue : null,
    private: row.private,
  };
}

const isFieldValue = (value: unknown): value is FieldValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

export function presentField(row: FieldRow): Field {
  const { key, label, type, options, required, defaultValue, private: isPrivate } = fieldDefinition(row);
  return {
    key,
    label,
    type,
    options,
    required,
    default: defaultValue,
    private: isPrivate,
    position: row.position,
    createdAt: row.createdAt.toISOString(),
  };
}
