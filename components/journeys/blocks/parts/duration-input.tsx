"use client";

import { Select } from "@/components/ui/select";
import { type DelayUnit, delayUnits } from "@/lib/journeys/clock/times";
import { NumberInput } from "./number-input";
import type { ControlProps } from "./setting";

const unitOptions = delayUnits.map((value) => ({ value, label: value }));

/** A number and its unit. */
export function DurationInput({
  amount,
  unit,
  onChange,
  ...control
}: ControlProps & {
  amount: number;
  unit: DelayUnit;
  onChange: (part: { amount?: number; unit?: DelayUnit }) => void;
}) {
  return (
    <div className="flex gap-2">
      <NumberInput
        {...control}
        className="w-24"
        min={1}
        max={10_000}
        value={amount}
        onValueChange={(next) => onChange({ amount: next })}
      />
      <Select
        className="w-32"
        aria-label="Unit"
        options={unitOptions}
        value={unit}
        onValueChange={(next) => onChange({ unit: next })}
      />
    </div>
  );
}
