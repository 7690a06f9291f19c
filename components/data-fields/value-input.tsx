"use client";

import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type FieldType, type FieldValue, fieldTypes } from "@/lib/mapping/field-types";

interface ValueInputProps {
  type: FieldType;
  options: string[];
  value: FieldValue | null;
  /** Text that is not a value yet is passed on as it is: parsing it, and saying what is wrong, is the server's. */
  onChange: (value: FieldValue | null) => void;
  onBlur?: () => void;
  name?: string;
  id?: string;
  ref?: React.Ref<HTMLInputElement & HTMLButtonElement>;
  disabled?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

/** Radix has no option with an empty value. */
const none = " none";

/** The input that fits a data field's type. Blank is null. */
export function ValueInput({ type, options, value, onChange, ...control }: ValueInputProps) {
  if (type === "boolean" || type === "choice") {
    const choices =
      type === "boolean"
        ? [
            { value: "true", label: "Yes" },
            { value: "false", label: "No" },
          ]
        : options.map((option) => ({ value: option, label: option }));
    return (
      <Select
        {...control}
        options={[{ value: none, label: <span className="text-muted-foreground">No value</span> }, ...choices]}
        value={value === null ? none : String(value)}
        onValueChange={(picked) => {
          if (picked === none) onChange(null);
          else onChange(type === "boolean" ? picked === "true" : picked);
        }}
      />
    );
  }
  return (
    <Input
      {...control}
      {...inputLook[type]}
      value={type === "datetime" ? String(value ?? "").slice(0, 16) : String(value ?? "")}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
      placeholder={String(fieldTypes[type].example({ label: "", options }))}
      autoComplete="off"
    />
  );
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
