"use client";

import { type ReactNode, useId } from "react";
import { Field, FieldDescription, FieldLabel } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { Switch } from "@/components/ui/switch";
import type { SampleFormat } from "@/lib/inbound/setup/example-body";

const formatLabels: Record<SampleFormat, string> = { json: "JSON", form: "Form data", query: "GET" };

/** How the example carries its values. */
export function FormatChoice<T extends SampleFormat>({
  formats,
  value,
  columns = 2,
  onValueChange,
}: {
  formats: readonly T[];
  value: T;
  columns?: 2 | 3;
  onValueChange: (format: T) => void;
}) {
  return (
    <RadioCards
      aria-label="Format"
      className={columns === 3 ? "grid-cols-3" : "grid-cols-2"}
      options={formats.map((format) => ({ value: format, label: formatLabels[format] }))}
      value={value}
      onValueChange={onValueChange}
    />
  );
}

/** A switch that puts something into the example. */
export function ExampleSwitch({
  label,
  description,
  checked,
  onCheckedChange,
}: {
  label: string;
  description: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <Field orientation="horizontal">
      <div className="flex min-w-0 flex-col gap-1">
        <FieldLabel htmlFor={id}>{label}</FieldLabel>
        <FieldDescription id={`${id}-help`}>{description}</FieldDescription>
      </div>
      <Switch id={id} aria-describedby={`${id}-help`} checked={checked} onCheckedChange={onCheckedChange} />
    </Field>
  );
}
