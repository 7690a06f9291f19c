"use client";

import { RadioGroup as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export type RadioCardOption<T extends string = string> = {
  value: T;
  label: ReactNode;
  /** One line: what choosing this does. */
  description?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
};

/** One of a few, each with its consequence in sight. `columns` from tablet width on. */
export function RadioCards<T extends string>({
  options,
  value,
  onValueChange,
  columns = 1,
  className,
  ...props
}: Omit<ComponentProps<typeof Radix.Root>, "value" | "onValueChange" | "onChange"> & {
  options: readonly RadioCardOption<T>[];
  value?: T;
  onValueChange?: (value: T) => void;
  columns?: 1 | 2 | 3;
}) {
  return (
    <Radix.Root
      value={value ?? ""}
      onValueChange={(next) => {
        const option = options.find((each) => each.value === next);
        if (option) onValueChange?.(option.value);
      }}
      className={cn("grid gap-2", columns === 2 && "sm:grid-cols-2", columns === 3 && "sm:grid-cols-3", className)}
      {...props}
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled}
          className={cn(
            "group flex items-start gap-2.5 rounded-lg border bg-card p-3 text-left transition-colors duration-100 hover:border-foreground/25",
            "disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-foreground/70 data-[state=checked]:bg-muted/60",
          )}
        >
          <span
            aria-hidden
            className="mt-0.5 flex size-3.5 shrink-0 items-center justify-center rounded-full border border-input bg-card group-data-[state=checked]:border-foreground"
          >
            <span className="size-1.5 rounded-full bg-foreground opacity-0 group-data-[state=checked]:opacity-100" />
          </span>
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-1.5 font-medium text-table [&_svg]:size-4 [&_svg]:text-muted-foreground">
              {option.icon}
              {option.label}
            </span>
            {option.description ? (
              <span className="mt-0.5 block text-pretty text-meta text-muted-foreground">{option.description}</span>
            ) : null}
          </span>
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
