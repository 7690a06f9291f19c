"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** `checked` is true, false or "indeterminate"; `onCheckedChange` reports. Needs a label: `CheckboxField`, `<Label htmlFor>` or `aria-label`. */
export function Checkbox({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "peer group relative size-4 shrink-0 rounded-sm border border-input bg-card transition-colors duration-100 hover:border-foreground/40",
        "after:absolute after:-inset-2.5 disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-danger",
        "data-[state=checked]:border-foreground data-[state=indeterminate]:border-foreground data-[state=checked]:bg-foreground data-[state=indeterminate]:bg-foreground",
        className,
      )}
      {...props}
    >
      <Radix.Indicator className="flex items-center justify-center text-background [&_svg]:size-3 [&_svg]:stroke-3">
        <Check className="group-data-[state=indeterminate]:hidden" />
        <Minus className="hidden group-data-[state=indeterminate]:block" />
      </Radix.Indicator>
    </Radix.Root>
  );
}

/** A checkbox with its words, the whole line clickable. */
export function CheckboxField({
  label,
  description,
  className,
  id,
  ...props
}: ComponentProps<typeof Radix.Root> & { label: React.ReactNode; description?: React.ReactNode }) {
  return (
    <label className={cn("flex items-start gap-2.5 text-table", className)}>
      <Checkbox id={id} className="mt-px after:hidden" {...props} />
      <span className="min-w-0">
        <span className="block">{label}</span>
        {description ? <span className="mt-0.5 block text-meta text-muted-foreground">{description}</span> : null}
      </span>
    </label>
  );
}
