"use client";

import { Plus, X } from "lucide-react";
import { useMemo } from "react";
import { propertyOptions } from "@/components/mapping/properties";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { comparisons, type EventCondition } from "@/lib/journeys/blocks/conditions";
import { isComparison } from "../drafts";
import { useProblem } from "./setting";
import { useProperties } from "./use-properties";

const conditionsMax = 20;
const comparisonOptions = Object.entries(comparisons).map(([value, { label }]) => ({ value, label }));

/** Properties of what happened and what they must be; all of them must hold. */
export function ConditionsField({
  title,
  value,
  onChange,
}: {
  title: string;
  value: readonly EventCondition[];
  onChange: (conditions: EventCondition[]) => void;
}) {
  const properties = useProperties();
  const options = useMemo(() => propertyOptions(properties), [properties]);
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-medium text-table">{title}</legend>
      {value.map((condition, index) => (
        <ConditionLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place.
          key={index}
          number={index + 1}
          condition={condition}
          options={options}
          onChange={(changed) => onChange(value.with(index, changed))}
          onRemove={() => onChange(value.filter((_, other) => other !== index))}
        />
      ))}
      <Button
        variant="outline"
        size="sm"
        className="self-start"
        disabled={value.length >= conditionsMax}
        onClick={() => onChange([...value, { path: "", op: "is", value: "" }])}
      >
        <Plus />
        Add condition
      </Button>
    </fieldset>
  );
}

function ConditionLine({
  number,
  condition,
  options,
  onChange,
  onRemove,
}: {
  number: number;
  condition: EventCondition;
  options: ReturnType<typeof propertyOptions>;
  onChange: (condition: EventCondition) => void;
  onRemove: () => void;
}) {
  const problem = useProblem(`conditions.${number - 1}.path`);
  const { path, op, value } = condition;
  const offered =
    path === "" || options.some((option) => option.value === path)
      ? options
      : [...options, { value: path, label: path, group: "Typed" }];
  return (
    <div
      role="group"
      aria-label={`Condition ${number}`}
      className="flex min-w-0 flex-col gap-1.5 rounded-lg border p-2"
    >
      <div className="flex min-w-0 gap-1">
        <Combobox
          className="min-w-0 flex-1"
          aria-label={`Condition ${number}: property`}
          aria-invalid={problem ? true : undefined}
          options={offered}
          value={path === "" ? null : path}
          onValueChange={(picked) => onChange({ ...condition, path: picked ?? "" })}
          placeholder="Choose a property…"
          searchPlaceholder="Search, or type event.data.…"
          onCreate={(typed) => onChange({ ...condition, path: typed })}
          createLabel={(typed) => `Use the path “${typed}”`}
        />
        <Button variant="ghost" size="icon" aria-label={`Remove condition ${number}`} onClick={onRemove}>
          <X />
        </Button>
      </div>
      <div className="flex min-w-0 gap-1.5">
        <Select
          className="w-36 shrink-0"
          aria-label={`Condition ${number}: comparison`}
          options={comparisonOptions}
          value={op}
          onValueChange={(picked) => {
            if (isComparison(picked)) onChange({ ...condition, op: picked });
          }}
        />
        {comparisons[op].needsValue ? (
          <Input
            className="min-w-0 flex-1"
            aria-label={`Condition ${number}: value`}
            autoComplete="off"
            value={value}
            onChange={(event) => onChange({ ...condition, value: event.target.value })}
          />
        ) : null}
      </div>
      <FieldError>{problem}</FieldError>
    </div>
  );
}
