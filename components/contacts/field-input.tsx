"use client";

import { valueText } from "@/components/data-fields/value-text";
import { Input } from "@/components/ui/input";
import { Select, type SelectOption } from "@/components/ui/select";
import type { Field } from "@/lib/audiences/fields/contract";
import type { FieldType, FieldValue } from "@/lib/mapping/field-types";

interface FieldInputProps {
  field: Field;
  value: FieldValue | null;
  /** Text that is no value of the type yet is passed on as it is; the form's schema says what is wrong with it. */
  onChange: (value: FieldValue | null) => void;
  /** New contacts get the field's default where they bring nothing. */
  isNew: boolean;
  onBlur: () => void;
  name: string;
  id: string;
  ref: React.Ref<HTMLInputElement & HTMLButtonElement>;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** Radix has no option with an empty value. */
const none = " none";

/** The input of one data field on a contact, by its type. Blank is null; what a blank one becomes is its placeholder. */
export function FieldInput({ field, value, onChange, isNew, ...control }: FieldInputProps) {
  const fallback = isNew && field.default !== null ? `Default: ${valueText(field.type, field.default)}` : undefined;
  if (field.type === "boolean" || field.type === "choice") {
    const blank = { value: none, label: <span className="text-muted-foreground">{fallback ?? "No value"}</span> };
    return (
      <Select
        {...control}
        options={[blank, ...choicesOf(field, value)]}
        value={value === null ? none : String(value)}
        onValueChange={(picked) => {
          if (picked === none) onChange(null);
          else onChange(field.type === "boolean" ? picked === "true" : picked);
        }}
      />
    );
  }
  const text = String(value ?? "");
  return (
    <Input
      {...control}
      {...inputLook[field.type]}
      // The browser's picker knows minutes and no offset.
      value={field.type === "datetime" ? text.slice(0, 16) : text}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
      placeholder={fallback}
      autoComplete="off"
    />
  );
}

function choicesOf(field: Field, value: FieldValue | null): SelectOption[] {
  if (field.type === "boolean")
    return [
      { value: "true", label: "Yes" },
      { value: "false", label: "No" },
    ];
  const options = field.options.map((option) => ({ value: option, label: option }));
  const gone = value !== null && !field.options.includes(String(value));
  return gone ? [...options, { value: String(value), label: `${value} (no longer an option)` }] : options;
}

const inputLook: Record<Exclude<FieldType, "boolean" | "choice">, React.ComponentProps<"input">> = {
  text: { type: "text" },
  number: { type: "text", inputMode: "decimal" },
  date: { type: "date" },
  datetime: { type: "datetime-local" },
  email: { type: "email" },
  url: { type: "url" },
  phone: { type: "tel" },
};
