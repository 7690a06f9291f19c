"use client";

import { type ComponentProps, useState } from "react";
import { Input } from "@/components/ui/input";

/** A whole number. What is none, or out of bounds, is typed and not taken; leaving the field shows what counts. */
export function NumberInput({
  value,
  onValueChange,
  min,
  max,
  ...props
}: Omit<ComponentProps<typeof Input>, "value" | "onChange" | "type"> & {
  value: number;
  onValueChange: (value: number) => void;
  min: number;
  max: number;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      {...props}
      type="number"
      inputMode="numeric"
      min={min}
      max={max}
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.target.value);
        const next = event.target.valueAsNumber;
        if (Number.isInteger(next) && next >= min && next <= max) onValueChange(next);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
