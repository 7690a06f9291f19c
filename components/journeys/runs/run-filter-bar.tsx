"use client";

import { RotateCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useContactSearch } from "@/components/contacts/use-contact-search";
import { Button } from "@/components/ui/button";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { runPlaces } from "@/lib/journeys/contract";
import type { JourneyScope } from "../scope";
import { isFiltered, noRunFilters, type RunFilterChange, type RunFilters } from "./filters";
import { useBlockOptions } from "./use-block-options";

const placeOptions = [
  { value: "entered", label: "Have come to it" },
  { value: "done", label: "Have gone on from it" },
];

const listOf = (value: string | null) => (value === null ? [] : [value]);

/** What narrows the list of runs; all of it stands in the URL. */
export function RunFilterBar({
  scope,
  audienceId,
  filters,
  onChange,
  actions,
  onRefresh,
  refreshing,
}: {
  scope: JourneyScope;
  audienceId: string;
  filters: RunFilters;
  onChange: (change: RunFilterChange) => void;
  actions?: ReactNode;
  onRefresh: () => void;
  refreshing: boolean;
}) {
  const blocks = useBlockOptions(scope, filters.block);
  const [looked, setLooked] = useState(false);
  const audience = { workspace: scope.workspace, audienceId };
  const { contacts, ...search } = useContactSearch(audience, filters.contact, looked);
  return (
    <FilterBar
      onClear={isFiltered(filters) ? () => onChange(noRunFilters) : undefined}
      actions={
        <>
          {actions}
          <Button variant="outline" size="icon" aria-label="Refresh" loading={refreshing} onClick={onRefresh}>
            <RotateCw />
          </Button>
        </>
      }
    >
      <FilterChip
        label="Block"
        multiple={false}
        {...blocks}
        value={listOf(filters.block)}
        onValueChange={([block]) => onChange({ block: block ?? null, at: null })}
      />
      {filters.block === null ? null : (
        <FilterChip
          label="Who"
          multiple={false}
          options={placeOptions}
          value={filters.at === "now" ? [] : [filters.at]}
          onValueChange={([picked]) => onChange({ at: runPlaces.find((each) => each === picked) ?? null })}
        />
      )}
      <FilterChip
        label="Contact"
        multiple={false}
        {...search}
        options={contacts.map(({ id, email }) => ({ value: id, label: email }))}
        onOpenChange={(open) => setLooked((before) => before || open)}
        value={listOf(filters.contact)}
        onValueChange={([contact]) => onChange({ contact: contact ?? null })}
      />
    </FilterBar>
  );
}
