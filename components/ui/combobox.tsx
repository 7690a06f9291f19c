"use client";

import { Check, ChevronDown, Plus, X } from "lucide-react";
import { type ComponentProps, type ReactNode, useState } from "react";
import { cn } from "./cn";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "./command";
import { floatingClasses } from "./floating";
import { grouped } from "./grouped";
import { controlClasses } from "./input";
import { Popover, PopoverAnchor, PopoverContent, PopoverTrigger } from "./popover";

export type ComboboxOption = {
  value: string;
  /** Searched and shown. */
  label: string;
  description?: ReactNode;
  /** Grey and at the right: a sample value, a count. */
  hint?: ReactNode;
  icon?: ReactNode;
  group?: string;
  keywords?: string[];
  disabled?: boolean;
};

type ListProps = {
  options: readonly ComboboxOption[];
  searchPlaceholder?: string;
  emptyText?: ReactNode;
  /** Lets people add what they typed; resolve after the new option is in `options` and `value`. */
  onCreate?: (label: string) => unknown;
  createLabel?: (label: string) => string;
  /** Searching on the server: gets every keystroke, and the list is shown unfiltered. */
  onSearch?: (query: string) => void;
};

type TriggerProps = Omit<ComponentProps<"button">, "value" | "onChange" | "children" | "type">;

function OptionList({
  options,
  selected,
  onPick,
  searchPlaceholder = "Search…",
  emptyText = "Nothing found.",
  onCreate,
  createLabel = (label) => `Create “${label}”`,
  onSearch,
  onBackspace,
}: ListProps & { selected: readonly string[]; onPick: (value: string) => void; onBackspace?: () => void }) {
  const [query, setQuery] = useState("");
  const [pointed, setPointed] = useState("");
  const typed = query.trim();
  const isNew = typed !== "" && !options.some((option) => option.label.toLowerCase() === typed.toLowerCase());
  // cmdk loses its place when all items are replaced at once, as a search on the server does: then the first one has it.
  const values = [...options.filter((option) => !option.disabled).map((option) => option.value)];
  if (onCreate && isNew) values.push(`create ${typed}`);
  const active = values.includes(pointed) ? pointed : (values[0] ?? "");
  const search = (next: string) => {
    setQuery(next);
    onSearch?.(next);
  };
  return (
    <Command shouldFilter={!onSearch} loop {...(onSearch ? { value: active, onValueChange: setPointed } : {})}>
      <CommandInput
        value={query}
        onValueChange={search}
        placeholder={searchPlaceholder}
        aria-label={searchPlaceholder}
        onKeyDown={(event) => {
          if (event.key === "Backspace" && query === "") onBackspace?.();
        }}
      />
      <CommandList>
        {onCreate && isNew ? null : <CommandEmpty>{emptyText}</CommandEmpty>}
        {grouped(options, (option) => option.group ?? "").map(([group, members]) => (
          <CommandGroup key={group} heading={group || undefined}>
            {members.map((option) => (
              <CommandItem
                key={option.value}
                value={option.value}
                keywords={[option.label, ...(option.keywords ?? [])]}
                disabled={option.disabled}
                onSelect={() => onPick(option.value)}
              >
                {option.icon}
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{option.label}</span>
                  {option.description ? (
                    <span className="block truncate text-meta text-muted-foreground">{option.description}</span>
                  ) : null}
                </span>
                {option.hint ? (
                  <span className="max-w-40 shrink-0 truncate text-meta text-muted-foreground">{option.hint}</span>
                ) : null}
                <Check className={cn("text-foreground", !selected.includes(option.value) && "invisible")} />
              </CommandItem>
            ))}
          </CommandGroup>
        ))}
        {onCreate && isNew ? (
          <CommandGroup forceMount>
            <CommandItem
              forceMount
              value={`create ${typed}`}
              onSelect={() => {
                onCreate(typed);
                search("");
              }}
            >
              <Plus />
              <span className="min-w-0 truncate">{createLabel(typed)}</span>
            </CommandItem>
          </CommandGroup>
        ) : null}
      </CommandList>
    </Command>
  );
}

const listClasses = cn(
  floatingClasses,
  "w-[max(var(--radix-popover-trigger-width),16rem)] max-w-[calc(100vw-1rem)] overflow-hidden p-0",
);

/** One of many, searchable, possibly new. `value` is null while nothing is chosen; `onClear` adds a cross. */
export function Combobox({
  value,
  onValueChange,
  placeholder = "Choose…",
  clearable,
  className,
  options,
  searchPlaceholder,
  emptyText,
  onCreate,
  createLabel,
  onSearch,
  ...trigger
}: ListProps &
  TriggerProps & {
    value: string | null | undefined;
    onValueChange: (value: string | null) => void;
    placeholder?: string;
    /** Picking the chosen option again takes it away. */
    clearable?: boolean;
  }) {
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  return (
    <Popover open={open} onOpenChange={setOpen} modal>
      <PopoverTrigger asChild>
        <button
          type="button"
          role="combobox"
          className={cn(controlClasses, "flex h-8 items-center justify-between gap-2 px-2.5 text-left", className)}
          {...trigger}
          aria-expanded={open}
        >
          <span
            className={cn(
              "flex min-w-0 items-center gap-2 truncate [&_svg]:size-4",
              !chosen && "text-muted-foreground",
            )}
          >
            {chosen?.icon}
            <span className="truncate">{chosen?.label ?? (value || placeholder)}</span>
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        </button>
      </PopoverTrigger>
      <PopoverContent className={listClasses} aria-label={placeholder}>
        <OptionList
          options={options}
          selected={value ? [value] : []}
          searchPlaceholder={searchPlaceholder}
          emptyText={emptyText}
          createLabel={createLabel}
          onSearch={onSearch}
          onPick={(picked) => {
            onValueChange(clearable && picked === value ? null : picked);
            setOpen(false);
          }}
          onCreate={
            onCreate &&
            ((label) => {
              onCreate(label);
              setOpen(false);
            })
          }
        />
      </PopoverContent>
    </Popover>
  );
}

/** Several of many as chips, searchable, possibly new: tags, groups, events. */
export function MultiCombobox({
  value,
  onValueChange,
  placeholder = "Add…",
  disabled,
  className,
  options,
  searchPlaceholder,
  emptyText,
  onCreate,
  createLabel,
  onSearch,
  max,
  ref,
  "aria-invalid": invalid,
  ...trigger
}: ListProps &
  TriggerProps & {
    value: readonly string[];
    onValueChange: (value: string[]) => void;
    placeholder?: string;
    /** The most that can be chosen. */
    max?: number;
  }) {
  const [open, setOpen] = useState(false);
  const labelOf = (each: string) => options.find((option) => option.value === each)?.label ?? each;
  const remove = (each: string) => onValueChange(value.filter((other) => other !== each));
  const full = max !== undefined && value.length >= max;
  return (
    <Popover open={open} onOpenChange={setOpen} modal>
      <PopoverAnchor
        data-disabled={disabled || undefined}
        aria-invalid={invalid}
        className={cn(
          controlClasses,
          "flex min-h-8 flex-wrap items-center gap-1 p-1 has-[[role=combobox]:focus-visible]:border-ring data-[disabled]:bg-muted",
          className,
        )}
      >
        {value.map((each) => (
          <span
            key={each}
            className="inline-flex h-[1.375rem] max-w-full items-center gap-0.5 rounded-sm bg-foreground/[0.07] pl-1.5 text-meta"
          >
            <span className="truncate">{labelOf(each)}</span>
            <button
              type="button"
              disabled={disabled}
              aria-label={`Remove ${labelOf(each)}`}
              onClick={() => remove(each)}
              className="flex size-[1.375rem] items-center justify-center rounded-sm text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2"
            >
              <X className="size-3" />
            </button>
          </span>
        ))}
        <PopoverTrigger asChild>
          <button
            ref={ref}
            type="button"
            role="combobox"
            disabled={disabled}
            className="flex h-[1.375rem] min-w-16 flex-1 items-center justify-between gap-2 rounded-sm px-1.5 text-left text-muted-foreground text-table"
            {...trigger}
            aria-invalid={invalid}
            aria-expanded={open}
          >
            <span className="truncate">{placeholder}</span>
            <ChevronDown aria-hidden className="size-4 shrink-0" />
          </button>
        </PopoverTrigger>
      </PopoverAnchor>
      <PopoverContent className={listClasses} aria-label={placeholder}>
        <OptionList
          options={full ? options.map((option) => ({ ...option, disabled: !value.includes(option.value) })) : options}
          selected={value}
          searchPlaceholder={searchPlaceholder}
          emptyText={emptyText}
          createLabel={createLabel}
          onSearch={onSearch}
          onCreate={full ? undefined : onCreate}
          onPick={(picked) => (value.includes(picked) ? remove(picked) : onValueChange([...value, picked]))}
          onBackspace={() => onValueChange(value.slice(0, -1))}
        />
      </PopoverContent>
    </Popover>
  );
}
