"use client";

import { Input, InputAddon, InputGroup } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { finishedNumber, numberIn, pairOf, textOf, typedOf } from "./read";
import type { ValueInputProps } from "./value-input";

const booleans = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

export const NoInput = () => null;

export const TextInput = ({ value, onChange, property: _, ...control }: ValueInputProps) => (
  <Input {...control} value={textOf(value)} onChange={(event) => onChange(event.target.value)} autoComplete="off" />
);

export const NumberInput = ({ value, onChange, property: _, ...control }: ValueInputProps) => (
  <Input
    {...control}
    inputMode="decimal"
    value={typedOf(value)}
    onChange={(event) => onChange(numberIn(event.target.value))}
    onBlur={(event) => onChange(finishedNumber(event.target.value))}
    autoComplete="off"
  />
);

/** A whole number with its unit inside the frame. */
export const CountInput = ({ value, onChange, property: _, unit, ...control }: ValueInputProps & { unit: string }) => (
  <InputGroup className="min-w-24 max-w-32">
    <Input
      {...control}
      inputMode="numeric"
      value={typedOf(value)}
      onChange={(event) => onChange(numberIn(event.target.value))}
      onBlur={(event) => onChange(finishedNumber(event.target.value))}
      autoComplete="off"
    />
    <InputAddon aria-hidden>{unit}</InputAddon>
  </InputGroup>
);

export const DaysInput = (props: ValueInputProps) => <CountInput {...props} unit="days" />;

export const BooleanInput = ({ value, onChange, property: _, ...control }: ValueInputProps) => (
  <Select
    {...control}
    options={booleans}
    value={typeof value === "boolean" ? String(value) : null}
    onValueChange={(picked) => onChange(picked === "true")}
  />
);

export const DayInput = ({ value, onChange, property: _, ...control }: ValueInputProps) => (
  <Input {...control} type="date" value={textOf(value)} onChange={(event) => onChange(event.target.value)} />
);

/** Two inputs of one kind: from and to. */
const rangeOf = (One: typeof DayInput) =>
  function RangeInput({ value, onChange, "aria-label": label, ...rest }: ValueInputProps) {
    const [from, to] = pairOf(value);
    return (
      <div className="flex min-w-0 items-center gap-2">
        <One {...rest} aria-label={`${label}: from`} value={from} onChange={(next) => onChange([next, to])} />
        <span className="text-meta text-muted-foreground">and</span>
        <One {...rest} aria-label={`${label}: to`} value={to} onChange={(next) => onChange([from, next])} />
      </div>
    );
  };

export const DayRangeInput = rangeOf(DayInput);
export const NumberRangeInput = rangeOf(NumberInput);

export const OptionInput = ({ value, onChange, property, ...control }: ValueInputProps) => (
  <Select {...control} options={property.options ?? []} value={textOf(value)} onValueChange={onChange} />
);
