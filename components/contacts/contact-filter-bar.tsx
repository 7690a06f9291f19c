"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { cappedText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { allGroupsQuery } from "@/components/groups/queries";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import type { ContactFilters } from "./filters";
import { SegmentFilter } from "./segment-filter";
import { TagFilter } from "./tag-filter";

/** Search, tag, group and segment above the list. `onClear` is given while one of them is set. */
export function ContactFilterBar({
  filters,
  onFiltersChange,
  onClear,
  actions,
  ...scope
}: AudienceScope & {
  filters: ContactFilters;
  onFiltersChange: (change: Partial<ContactFilters>) => void;
  onClear?: () => void;
  actions?: ReactNode;
}) {
  const groups = useQuery(allGroupsQuery(scope));
  return (
    <FilterBar
      search={{
        value: filters.search,
        onValueChange: (search) => onFiltersChange({ search }),
        placeholder: "Start of a name or address…",
      }}
      onClear={onClear}
      actions={actions}
    >
      <TagFilter {...scope} value={filters.tag} onValueChange={(tag) => onFiltersChange({ tag })} />
      <FilterChip
        label="Group"
        multiple={false}
        options={(groups.data?.items ?? []).map((group) => ({
          value: group.id,
          label: group.name,
          hint: cappedText(group),
        }))}
        value={filters.group === null ? [] : [filters.group]}
        onValueChange={([group]) => onFiltersChange({ group: group ?? null })}
      />
      <SegmentFilter {...scope} value={filters.segment} onValueChange={(segment) => onFiltersChange({ segment })} />
    </FilterBar>
  );
}
