"use client";

import { useQuery } from "@tanstack/react-query";
import { Braces } from "lucide-react";
import { type RefObject, useId, useMemo, useRef, useState } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { fieldsQuery } from "@/components/data-fields/queries";
import { sampleText } from "@/components/mapping/properties";
import { Button } from "@/components/ui/button";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { grouped } from "@/components/ui/grouped";
import { Input } from "@/components/ui/input";
import { insertText } from "@/components/ui/insert-text";
import { Label } from "@/components/ui/label";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { listProperties } from "@/lib/variables/catalogue";
import { mergeable, mergeTag } from "./merge-tags";

/** Puts a merge tag where the cursor of a field is: properties by name, with what to say where one is empty. */
export function MergeTagPicker({
  target,
  what,
  ...scope
}: AudienceScope & {
  target: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
  /** The field in words: "the subject". */
  what: string;
}) {
  const [open, setOpen] = useState(false);
  const picked = useRef<string | null>(null);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          size="sm"
          className="h-6 px-1.5 text-meta"
          aria-label={`Insert a merge tag into ${what}`}
        >
          <Braces />
          Merge tag
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        aria-label="Merge tags"
        className="w-80 overflow-hidden p-0"
        onCloseAutoFocus={(event) => {
          if (picked.current === null || target.current === null) return;
          // The cursor goes on where the tag was put, not at this button.
          event.preventDefault();
          insertText(target.current, picked.current);
          picked.current = null;
        }}
      >
        <TagList
          {...scope}
          onPick={(tag) => {
            picked.current = tag;
            setOpen(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

function TagList({ onPick, ...scope }: AudienceScope & { onPick: (tag: string) => void }) {
  const id = useId();
  const [fallback, setFallback] = useState("");
  const fields = useQuery(fieldsQuery(scope));
  const properties = useMemo(() => mergeable(listProperties(fields.data?.items ?? [])), [fields.data]);
  return (
    <>
      <Command loop>
        <CommandInput autoFocus placeholder="Search merge tags…" aria-label="Search merge tags" />
        <CommandList className="max-h-64">
          <CommandEmpty>Nothing found.</CommandEmpty>
          {grouped(properties, ({ group }) => group).map(([group, members]) => (
            <CommandGroup key={group} heading={group}>
              {members.map(({ path, label, sample }) => (
                <CommandItem
                  key={path}
                  value={path}
                  keywords={[label, group]}
                  onSelect={() => onPick(mergeTag(path, fallback))}
                >
                  <span className="min-w-0 flex-1 truncate">{label}</span>
                  <span className="max-w-32 shrink-0 truncate text-meta text-muted-foreground">
                    {sampleText(sample)}
                  </span>
                </CommandItem>
              ))}
            </CommandGroup>
          ))}
        </CommandList>
      </Command>
      <div className="flex items-center gap-2 border-t bg-muted/50 px-3 py-2">
        <Label htmlFor={id} className="shrink-0 text-meta">
          If empty, write
        </Label>
        <Input
          id={id}
          className="h-7 text-table"
          placeholder="there"
          autoComplete="off"
          value={fallback}
          onChange={(event) => setFallback(event.target.value)}
        />
      </div>
    </>
  );
}
