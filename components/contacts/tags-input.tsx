"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cappedText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { tagOptionsQuery } from "@/components/tags/queries";
import { MultiCombobox } from "@/components/ui/combobox";
import { matchName } from "@/lib/mapping/match-key";

type ComboboxProps = Omit<React.ComponentProps<typeof MultiCombobox>, "options" | "onCreate" | "onSearch">;

/** Tags by name, searched on the server; a name that is not there yet becomes a new tag. Commas separate. */
export function TagsInput({
  value,
  onValueChange,
  workspace,
  audienceId,
  placeholder = "Add tags…",
  ...control
}: AudienceScope & ComboboxProps) {
  const [search, setSearch] = useState("");
  const found = useQuery({
    ...tagOptionsQuery({ workspace, audienceId }, search.trim()),
    placeholderData: keepPreviousData,
  });

  function add(typed: string) {
    const names = typed.split(",").flatMap((name) => name.trim() || []);
    const known = new Set(value.map(matchName));
    onValueChange([...value, ...names.filter((name) => !known.has(matchName(name)))]);
  }

  return (
    <MultiCombobox
      {...control}
      value={value}
      onValueChange={onValueChange}
      options={(found.data?.items ?? []).map((tag) => ({ value: tag.name, label: tag.name, hint: cappedText(tag) }))}
      placeholder={placeholder}
      searchPlaceholder="Search or create tags…"
      emptyText={found.isPending ? "Searching…" : "This audience has no tag yet. Type a name to create one."}
      onCreate={add}
      createLabel={(name) => `Create tag “${name}”`}
      onSearch={setSearch}
      max={100}
    />
  );
}
