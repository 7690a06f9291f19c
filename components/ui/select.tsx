"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { floatingClasses, itemClasses } from "./floating";
import { grouped } from "./grouped";
import { controlClasses } from "./input";

export type SelectOption<T extends string = string> = {
  value: T;
  label: ReactNode;
  description?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
  /** Options with the same group stand together under its name. */
  group?: string;
};

/** One of a known list. For search, many values or new ones take `Combobox`. */
export function Select<T extends string>({
  options,
  value,
  onValueChange,
  placeholder = "Choose…",
  disabled,
  name,
  size = "md",
  className,
  ...trigger
}: Omit<ComponentProps<typeof Radix.Trigger>, "value" | "onChange" | "children"> & {
  options: readonly SelectOption<T>[];
  value?: T | "" | null;
  onValueChange?: (value: T) => void;
  placeholder?: string;
  size?: "sm" | "md";
}) {
  const groups = grouped(options, (option) => option.group ?? "");
  return (
    <Radix.Root
      value={value ?? ""}
      onValueChange={(next) => {
        const option = options.find((each) => each.value === next);
        if (option) onValueChange?.(option.value);
      }}
      disabled={disabled}
      name={name}
    >
      <Radix.Trigger
        className={cn(
          controlClasses,
          "flex items-center justify-between gap-2 px-2.5 text-left data-[placeholder]:text-muted-foreground",
          size === "sm" ? "h-7 text-table" : "h-8",
          className,
        )}
        {...trigger}
      >
        <span className="flex min-w-0 items-center gap-2 truncate [&_svg]:size-4 [&_svg]:shrink-0">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon asChild>
          <ChevronDown className="size-4 shrink-0 text-muted-foreground" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            floatingClasses,
            "max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-96 overflow-hidden",
          )}
        >
          <Radix.Viewport className="p-1">
            {groups.map(([group, members]) => (
              <Radix.Group key={group}>
                {group ? (
                  <Radix.Label className="px-2 pt-1.5 pb-1 text-meta text-muted-foreground">{group}</Radix.Label>
                ) : null}
                {members.map((option) => (
                  <SelectItem key={option.value} option={option} />
                ))}
              </Radix.Group>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function SelectItem({ option }: { option: SelectOption }) {
  return (
    <Radix.Item value={option.value} disabled={option.disabled} className={cn(itemClasses, "pr-8")}>
      <span className="min-w-0">
        <Radix.ItemText>
          {option.icon ? (
            <span className="flex items-center gap-2">
              {option.icon}
              {option.label}
            </span>
          ) : (
            option.label
          )}
        </Radix.ItemText>
        {option.description ? (
          <span className="block text-meta text-muted-foreground">{option.description}</span>
        ) : null}
      </span>
      <Radix.ItemIndicator className="absolute right-2">
        <Check />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}
