"use client";

import { Check, ChevronDown, ListFilter, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "./command";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";
import { SearchInput } from "./search-input";

/** The line above a table: search, filters as children, Clear while something is filtered, `actions` at the right. */
export function FilterBar({
  search,
  children,
  actions,
  onClear,
  className,
}: {
  search?: { value: string; onValueChange: (value: string) => void; placeholder?: string };
  children?: ReactNode;
  actions?: ReactNode;
  /** Pass it while at least one filter is set. */
  onClear?: () => void;
  className?: string;
}) {
  return (
    <div role="search" className={cn("flex flex-wrap items-center gap-2", className)}>
      {search ? <SearchInput {...search} /> : null}
      {children}
      {onClear ? (
        <Button variant="ghost" onClick={onClear}>
          Clear
        </Button>
      ) : null}
      {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
    </div>
  );
}

export type FilterOption = { value: string; label: string; icon?: ReactNode; hint?: ReactNode };

/**
 * A filter as a chip: dashed while unset, naming its values once set. `multiple` by default; past 8 options it can be searched.
 * `onSearch` searches on the server instead: it gets every keystroke, and the options are shown as they come.
 */
export function FilterChip({
  label,
  options,
  value,
  onValueChange,
  multiple = true,
  icon,
  onSearch,
  onOpenChange,
  emptyText = "Nothing found.",
}: {
  label: string;
  options: readonly FilterOption[];
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  multiple?: boolean;
  icon?: ReactNode;
  onSearch?: (query: string) => void;
  /** For options that are asked for once somebody looks at them. */
  onOpenChange?: (open: boolean) => void;
  emptyText?: string;
}) {
  const [open, setOpen] = useState(false);
  const chosen = options.filter((option) => value.includes(option.value));
  const summary =
    chosen.length > 2 ? `${chosen.length} chosen` : chosen.map((option) => option.label).join(", ") || value.join(", ");
  const isSet = value.length > 0;

  function changeOpen(next: boolean) {
    setOpen(next);
    onOpenChange?.(next);
    if (!next) onSearch?.("");
  }

  function pick(picked: string) {
    if (multiple) {
      onValueChange(value.includes(picked) ? value.filter((each) => each !== picked) : [...value, picked]);
    } else {
      onValueChange(value.includes(picked) ? [] : [picked]);
      changeOpen(false);
    }
  }

  return (
    <Popover open={open} onOpenChange={changeOpen}>
      <span
        className={cn(
          "inline-flex h-8 max-w-full items-center rounded-md border bg-card text-table",
          isSet ? "border-input" : "border-input border-dashed",
        )}
      >
        <PopoverTrigger asChild>
          <button
            type="button"
            className="flex h-full min-w-0 items-center gap-1.5 rounded-md px-2.5 hover:bg-muted [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
          >
            {isSet ? null : (icon ?? <ListFilter aria-hidden />)}
            <span className={cn(isSet && "text-muted-foreground")}>{label}</span>
            {isSet ? <span className="max-w-48 truncate font-medium">{summary}</span> : null}
            {isSet ? null : <ChevronDown aria-hidden />}
          </button>
        </PopoverTrigger>
        {isSet ? (
          <button
            type="button"
            aria-label={`Remove filter ${label}`}
            onClick={() => onValueChange([])}
            className="flex h-full w-7 shrink-0 items-center justify-center rounded-r-md border-l text-muted-foreground hover:bg-muted hover:text-foreground"
          >
            <X className="size-3.5" />
          </button>
        ) : null}
      </span>
      <PopoverContent className="w-60 overflow-hidden p-0" aria-label={label}>
        <FilterList
          label={label}
          options={options}
          value={value}
          onPick={pick}
          onSearch={onSearch}
          emptyText={emptyText}
        />
      </PopoverContent>
    </Popover>
  );
}

function FilterList({
  label,
  options,
  value,
  onPick,
  onSearch,
  emptyText,
}: {
  label: string;
  options: readonly FilterOption[];
  value: readonly string[];
  onPick: (value: string) => void;
  onSearch: ((query: string) => void) | undefined;
  emptyText: string;
}) {
  const [pointed, setPointed] = useState("");
  // The list loses its place when all its options are replaced at once: then the first one has it.
  const active = options.some((option) => option.value === pointed) ? pointed : (options[0]?.value ?? "");
  return (
    <Command
      loop
      label={label}
      {...(onSearch ? { shouldFilter: false, value: active, onValueChange: setPointed } : {})}
    >
      {onSearch || options.length > 8 ? (
        <CommandInput placeholder="Search…" aria-label={`Search ${label}`} onValueChange={onSearch} />
      ) : (
        <CommandInput wrapperClassName="sr-only" aria-label={label} />
      )}
      <CommandList>
        <CommandEmpty>{emptyText}</CommandEmpty>
        <CommandGroup>
          {options.map((option) => (
            <CommandItem
              key={option.value}
              value={option.value}
              keywords={[option.label]}
              onSelect={() => onPick(option.value)}
            >
              {option.icon}
              <span className="min-w-0 flex-1 truncate">{option.label}</span>
              {option.hint ? <span className="text-meta text-muted-foreground tabular-nums">{option.hint}</span> : null}
              <Check className={cn("text-foreground", !value.includes(option.value) && "invisible")} />
            </CommandItem>
          ))}
        </CommandGroup>
      </CommandList>
    </Command>
  );
}
