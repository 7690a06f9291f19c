"use client";

import { RotateCw } from "lucide-react";
import { useId } from "react";
import { rangeOptions } from "@/components/log/ranges";
import { Button } from "@/components/ui/button";
import { FilterBar, FilterChip, type FilterOption } from "@/components/ui/filter-bar";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { type EventFilters, isFiltered, noFilters } from "./filters";
import { TypeFilter } from "./type-filter";

const listOf = (value: string | null) => (value === null ? [] : [value]);

/** What narrows the events; all of it stands in the URL. */
export function EventFilterBar({
  filters,
  onChange,
  audiences,
  seenTypes,
  live,
  onLiveChange,
  onRefresh,
  refreshing,
}: {
  filters: EventFilters;
  onChange: (change: { [K in keyof EventFilters]?: EventFilters[K] | null }) => void;
  audiences: readonly FilterOption[];
  seenTypes: readonly string[];
  live: boolean;
  onLiveChange: (live: boolean) => void;
  onRefresh: () => void;
  refreshing: boolean;
}) {
  const liveId = useId();
  return (
    <FilterBar
      search={{
        value: filters.email,
        onValueChange: (email) => onChange({ email: email || null }),
        placeholder: "Exact email address…",
      }}
      onClear={isFiltered(filters) ? () => onChange(noFilters) : undefined}
      actions={
        <>
          <Switch id={liveId} checked={live} onCheckedChange={onLiveChange} />
          <Label htmlFor={liveId}>Live</Label>
          <Button variant="outline" size="icon" aria-label="Refresh" loading={refreshing && !live} onClick={onRefresh}>
            <RotateCw />
          </Button>
        </>
      }
    >
      <TypeFilter value={filters.type} onValueChange={(type) => onChange({ type })} seen={seenTypes} />
      <FilterChip
        label="Audience"
        multiple={false}
        options={audiences}
        value={listOf(filters.audience)}
        onValueChange={([audience]) => onChange({ audience: audience ?? null })}
      />
      <FilterChip
        label="Recorded"
        multiple={false}
        options={rangeOptions}
        value={listOf(filters.within)}
        onValueChange={([value]) =>
          onChange({ within: rangeOptions.find((option) => option.value === value)?.value ?? null })
        }
      />
    </FilterBar>
  );
}
