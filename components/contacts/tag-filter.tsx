"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check, ChevronDown, ListFilter, X } from "lucide-react";
import { useState } from "react";
import { cappedText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { tagOptionsQuery } from "@/components/tags/queries";
import { cn } from "@/components/ui/cn";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

type TagFilterProps = AudienceScope & { value: string | null; onValueChange: (tag: string | null) => void };

/** A filter chip over tags of any number: they are searched on the server. */
export function TagFilter({ value, onValueChange, ...scope }: TagFilterProps) {
  const [open, setOpen] = useState(false);
  const isSet = value !== null;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <span
        className={cn(
          "inline-flex h-8 max-w-full items-center rounded-md border border-input bg-card text-table",
          !isSet && "border-dashed",
        )}
      >
        <PopoverTrigger asChild>
          <button
            type="button"
            className="flex h-full min-w-0 items-center gap-1.5 rounded-md px-2.5 hover:bg-muted [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
          >
            {isSet ? null : <ListFilter aria-hidden />}
            <span className={cn(isSet && "text-muted-foreground")}>Tag</span>
            {isSet ? <span className="max-w-48 truncate font-medium">{value}</span> : <ChevronDown aria-hidden />}
          </button>
        </PopoverTrigger>
        {isSet ? (
          <button
            type="button"
            aria-label="Remove filter Tag"
            onClick={() => onValueChange(null)}
            className="flex h-full w-7 shrink-0 items-center justify-center rounded-r-md border-l text-muted-foreground hover:bg-muted hover:text-foreground"
          >
            <X className="size-3.5" />
          </button>
        ) : null}
      </span>
      <PopoverContent className="w-64 overflow-hidden p-0" aria-label="Tag">
        <TagList
          {...scope}
          value={value}
          onValueChange={(tag) => {
            onValueChange(tag);
            setOpen(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

function TagList({ value, onValueChange, ...scope }: TagFilterProps) {
  const [search, setSearch] = useState("");
  const [pointed, setPointed] = useState("");
  const tags = useQuery({ ...tagOptionsQuery(scope, search.trim()), placeholderData: keepPreviousData });
  const found = tags.data?.items ?? [];
  // The list loses its place when all its items are replaced at once: then the first one has it.
  const active = found.some((tag) => tag.id === pointed) ? pointed : (found[0]?.id ?? "");
  const emptyText = tags.isPending ? "Searching…" : search === "" ? "This audience has no tag." : "No tag found.";
  return (
    <Command shouldFilter={false} loop label="Tag" value={active} onValueChange={setPointed}>
      <CommandInput value={search} onValueChange={setSearch} placeholder="Search tags…" aria-label="Search tags" />
      <CommandList>
        <CommandEmpty>{tags.isError ? tags.error.message : emptyText}</CommandEmpty>
        <CommandGroup>
          {found.map((tag) => (
            <CommandItem
              key={tag.id}
              value={tag.id}
              onSelect={() => onValueChange(tag.name === value ? null : tag.name)}
            >
              <span className="min-w-0 flex-1 truncate">{tag.name}</span>
              <span className="text-meta text-muted-foreground tabular-nums">{cappedText(tag)}</span>
              <Check className={cn("text-foreground", tag.name !== value && "invisible")} />
            </CommandItem>
          ))}
        </CommandGroup>
      </CommandList>
    </Command>
  );
}
