"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cappedText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { tagOptionsQuery } from "@/components/tags/queries";
import { FilterChip } from "@/components/ui/filter-bar";

/** A filter over tags of any number: they are searched on the server, once somebody looks at them. */
export function TagFilter({
  value,
  onValueChange,
  ...scope
}: AudienceScope & { value: string | null; onValueChange: (tag: string | null) => void }) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const tags = useQuery({
    ...tagOptionsQuery(scope, search.trim()),
    placeholderData: keepPreviousData,
    enabled: open,
  });
  const emptyText = tags.isPending ? "Searching…" : search === "" ? "This audience has no tag." : "No tag found.";
  return (
    <FilterChip
      label="Tag"
      multiple={false}
      options={(tags.data?.items ?? []).map((tag) => ({ value: tag.name, label: tag.name, hint: cappedText(tag) }))}
      value={value === null ? [] : [value]}
      onValueChange={([tag]) => onValueChange(tag ?? null)}
      onSearch={setSearch}
      onOpenChange={setOpen}
      emptyText={tags.isError ? tags.error.message : emptyText}
    />
  );
}
