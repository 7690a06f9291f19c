import type { Field } from "../../audiences/fields/contract";

/** A data field for unit tests. */
export const testField = (field: Pick<Field, "key" | "type"> & Partial<Field>): Field => ({
  label: field.key,
  options: [],
  required: false,
  default: null,
  private: false,
  position: 0,
  createdAt: "2026-01-01T00:00:00.000Z",
  ...field,
});
