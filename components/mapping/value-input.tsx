"use client";

import { type ReactNode, useMemo } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Input } from "@/components/ui/input";
import type { MappingSource } from "@/lib/webhooks/payload/mapping";
import type { DraftRow } from "./draft";
import { type MappableProperty, propertyOptions } from "./properties";
import { TemplateInput } from "./template-input";

/** The three ways a field gets its value, in the order of the menu. */
export const sources: { value: MappingSource; label: string; description: string }[] = [
  { value: "mapping", label: "Field mapping", description: "A value of the contact, the event or what it is about" },
  { value: "custom", label: "Custom value", description: "The same text every time" },
  { value: "template", label: "Template", description: "Text with values in it, written in Liquid" },
];

interface ValueInputProps {
  row: DraftRow;
  number: number;
  properties: readonly MappableProperty[];
  onValueChange: (value: string) => void;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

const inputs: Record<MappingSource, (props: ValueInputProps) => ReactNode> = {
  mapping: PropertyPicker,
  custom: CustomInput,
  template: TemplateValue,
};

/** The control that fits a row's source. */
export function ValueInput(props: ValueInputProps) {
  const Input = inputs[props.row.source];
  return <Input {...props} />;
}

/** A path by its label; one that the list lacks (`steps.x.response`, a key of an event of one's own) can be typed. */
function PropertyPicker({ row, number, properties, onValueChange, ...state }: ValueInputProps) {
  const options = useMemo(() => {
    const listed = propertyOptions(properties);
    const isListed = row.value === "" || properties.some(({ path }) => path === row.value);
    return isListed ? listed : [...listed, { value: row.value, label: row.value, group: "Typed" }];
  }, [properties, row.value]);
  return (
    <Combobox
      {...state}
      aria-label={`Property ${number}`}
      placeholder="Choose a property…"
      searchPlaceholder="Search properties…"
      emptyText="Nothing found."
      options={options}
      value={row.value === "" ? null : row.value}
      onValueChange={(value) => onValueChange(value ?? "")}
      onCreate={(typed) => onValueChange(typed)}
      createLabel={(typed) => `Use the path “${typed}”`}
    />
  );
}

function CustomInput({ row, number, properties: _, onValueChange, ...state }: ValueInputProps) {
  return (
    <Input
      {...state}
      aria-label={`Custom value ${number}`}
      placeholder="Custom value"
      autoComplete="off"
      value={row.value}
      onChange={(event) => onValueChange(event.target.value)}
    />
  );
}

function TemplateValue({ row, number, ...props }: ValueInputProps) {
  return <TemplateInput {...props} label={`Template ${number}`} value={row.value} />;
}
