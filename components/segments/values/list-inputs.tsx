"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import { useState } from "react";
import { cappedText, numberText } from "@/components/audiences/count-text";
import { allGroupsQuery } from "@/components/groups/queries";
import { tagOptionsQuery } from "@/components/tags/queries";
import { Combobox, MultiCombobox } from "@/components/ui/combobox";
import { allSegmentsQuery } from "../queries";
import { textOf, textsOf } from "./read";
import type { ValueInputProps } from "./value-input";

type Scope = { workspace: string; audienceId: string };

/** Texts that somebody types; commas part them. */
export function TextsInput({ value, onChange, property: _, ...control }: ValueInputProps) {
  const texts = textsOf(value);
  const add = (typed: string) =>
    onChange([...new Set([...texts, ...typed.split(",").flatMap((text) => text.trim() || [])])]);
  return (
    <MultiCombobox
      {...control}
      options={texts.map((text) => ({ value: text, label: text }))}
      value={texts}
      onValueChange={onChange}
      placeholder="Add values…"
      searchPlaceholder="Type a value…"
      emptyText="Type a value and press Enter. Commas part several."
      onCreate={add}
      createLabel={(text) => `Add “${text}”`}
    />
  );
}

export const OptionsInput = ({ value, onChange, property, ...control }: ValueInputProps) => (
  <MultiCombobox
    {...control}
    options={property.options ?? []}
    value={textsOf(value)}
    onValueChange={onChange}
    placeholder="Choose…"
  />
);

function useTagSearch() {
  const scope = useParams<Scope>();
  const [search, setSearch] = useState("");
  const found = useQuery({ ...tagOptionsQuery(scope, search.trim()), placeholderData: keepPreviousData });
  return {
    options: (found.data?.items ?? []).map((tag) => ({ value: tag.name, label: tag.name, hint: cappedText(tag) })),
    searchPlaceholder: "Search tags…",
    emptyText: found.isPending ? "Searching…" : "No tag found. Type a name that contacts will get.",
    createLabel: (name: string) => `Use “${name}”, which no contact has yet`,
    onSearch: setSearch,
  };
}

export function TagInput({ value, onChange, property: _, ...control }: ValueInputProps) {
  return (
    <Combobox
      {...control}
      {...useTagSearch()}
      value={textOf(value)}
      onValueChange={onChange}
      onCreate={onChange}
      placeholder="Choose a tag…"
    />
  );
}

export function TagsInput({ value, onChange, property: _, ...control }: ValueInputProps) {
  const names = textsOf(value);
  return (
    <MultiCombobox
      {...control}
      {...useTagSearch()}
      value={names}
      onValueChange={onChange}
      onCreate={(name) => onChange([...names, name])}
      placeholder="Add tags…"
    />
  );
}

function useGroupOptions() {
  const groups = useQuery(allGroupsQuery(useParams<Scope>()));
  return {
    options: (groups.data?.items ?? []).map((group) => ({
      value: group.id,
      label: group.name,
      hint: cappedText(group),
    })),
    searchPlaceholder: "Search groups…",
    emptyText: groups.isPending ? "Loading…" : "No group found.",
  };
}

export function GroupInput({ value, onChange, property: _, ...control }: ValueInputProps) {
  const picker = useGroupOptions();
  return (
    <Combobox {...control} {...picker} value={textOf(value)} onValueChange={onChange} placeholder="Choose a group…" />
  );
}

export function GroupsInput({ value, onChange, property: _, ...control }: ValueInputProps) {
  const picker = useGroupOptions();
  return (
    <MultiCombobox {...control} {...picker} value={textsOf(value)} onValueChange={onChange} placeholder="Add groups…" />
  );
}

/** The segments that rules may name: all but the one whose rules they are. */
export function SegmentInput({ value, onChange, property: _, ...control }: ValueInputProps) {
  const scope = useParams<Scope & { segmentId?: string }>();
  const segments = useQuery(allSegmentsQuery(scope));
  const others = (segments.data?.items ?? []).filter((segment) => segment.id !== scope.segmentId);
  return (
    <Combobox
      {...control}
      options={others.map(({ id, name, memberCount }) => ({ value: id, label: name, hint: numberText(memberCount) }))}
      value={textOf(value)}
      onValueChange={onChange}
      placeholder="Choose a segment…"
      searchPlaceholder="Search segments…"
      emptyText={segments.isPending ? "Loading…" : "This audience has no other segment."}
    />
  );
}
