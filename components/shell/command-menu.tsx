"use client";

import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { dialogClasses, overlayClasses } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { leaveFor } from "@/components/ui/leaving";
import { Spinner } from "@/components/ui/spinner";

export type CommandEntry = {
  id: string;
  label: string;
  icon?: ReactNode;
  /** Grey, behind the words. */
  hint?: ReactNode;
  keywords?: string[];
  /** Keys as they are printed: ["G", "C"]. */
  shortcut?: readonly string[];
  href?: string;
  onSelect?: () => void;
};
export type CommandEntryGroup = { label: string; items: readonly CommandEntry[] };

/** Finds groups for what was typed, on the server for instance; aborted when more is typed. */
export type CommandSearch = (query: string, signal: AbortSignal) => Promise<readonly CommandEntryGroup[]>;

const searchDelayMs = 180;

function useSearch(search: CommandSearch | undefined, query: string) {
  const [found, setFound] = useState<{ query: string; groups: readonly CommandEntryGroup[] }>({
    query: "",
    groups: [],
  });
  useEffect(() => {
    if (!search || query.length < 2) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      search(query, controller.signal)
        .catch(() => [])
        .then((groups) => {
          if (!controller.signal.aborted) setFound({ query, groups });
        });
    }, searchDelayMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [search, query]);
  const wanted = search !== undefined && query.length >= 2;
  return { groups: wanted ? found.groups : [], pending: wanted && found.query !== query };
}

function Entries({
  group,
  fixed,
  onPick,
}: {
  group: CommandEntryGroup;
  fixed?: boolean;
  onPick: (entry: CommandEntry) => void;
}) {
  return (
    <CommandGroup heading={group.label} forceMount={fixed}>
      {group.items.map((entry) => (
        <CommandItem
          key={entry.id}
          value={entry.id}
          keywords={[entry.label, ...(entry.keywords ?? [])]}
          forceMount={fixed}
          onSelect={() => onPick(entry)}
          className="h-9"
        >
          {entry.icon}
          <span className="min-w-0 truncate">{entry.label}</span>
          {entry.hint ? <span className="min-w-0 truncate text-meta text-muted-foreground">{entry.hint}</span> : null}
          {entry.shortcut ? (
            <span className="ml-auto flex gap-1 pl-3">
              {entry.shortcut.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </span>
          ) : null}
        </CommandItem>
      ))}
    </CommandGroup>
  );
}

/** The ⌘K palette: go anywhere, do anything, find anything. Opens on ⌘K and Ctrl K wherever it is mounted. */
export function CommandMenu({
  open,
  onOpenChange,
  groups,
  onSearch,
  placeholder = "Search or jump to…",
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly CommandEntryGroup[];
  onSearch?: CommandSearch;
  placeholder?: string;
}) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      onOpenChange(!open);
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [open, onOpenChange]);

  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClasses} />
        <Radix.Content aria-describedby={undefined} className={cn(dialogClasses, "max-w-xl")}>
          <Radix.Title className="sr-only">Command menu</Radix.Title>
          <Palette groups={groups} onSearch={onSearch} placeholder={placeholder} close={() => onOpenChange(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Palette({
  groups,
  onSearch,
  placeholder,
  close,
}: {
  groups: readonly CommandEntryGroup[];
  onSearch?: CommandSearch;
  placeholder: string;
  close: () => void;
}) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const found = useSearch(onSearch, query.trim());

  function pick(entry: CommandEntry) {
    close();
    const { href } = entry;
    if (href) leaveFor(href, () => router.push(href));
    entry.onSelect?.();
  }

  return (
    <Command label="Commands" loop>
      <CommandInput
        autoFocus
        value={query}
        onValueChange={setQuery}
        placeholder={placeholder}
        aria-label={placeholder}
        wrapperClassName="h-12 px-4"
        className="text-body"
      />
      <CommandList className="max-h-[min(24rem,60dvh)]">
        {found.pending ? (
          <div className="flex items-center gap-2 px-2 py-2 text-meta text-muted-foreground" aria-live="polite">
            <Spinner className="size-3.5" /> Searching…
          </div>
        ) : found.groups.length === 0 ? (
          <CommandEmpty>Nothing found for “{query}”.</CommandEmpty>
        ) : null}
        {groups.map((group) => (
          <Entries key={group.label} group={group} onPick={pick} />
        ))}
        {found.groups.map((group) => (
          <Entries key={group.label} group={group} onPick={pick} fixed />
        ))}
      </CommandList>
      <footer className="flex items-center gap-3 border-t bg-muted/50 px-4 py-2 text-meta text-muted-foreground max-sm:hidden">
        <span className="flex items-center gap-1">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> to move
        </span>
        <span className="flex items-center gap-1">
          <Kbd>↵</Kbd> to open
        </span>
        <span className="flex items-center gap-1">
          <Kbd>Esc</Kbd> to close
        </span>
      </footer>
    </Command>
  );
}
