"use client";

import { useQuery } from "@tanstack/react-query";
import { numberText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { allSegmentsQuery } from "@/components/segments/queries";
import { FilterChip } from "@/components/ui/filter-bar";

/** A filter over the audience's segments, by name. */
export function SegmentFilter({
  value,
  onValueChange,
  ...scope
}: AudienceScope & { value: string | null; onValueChange: (segment: string | null) => void }) {
  const { data, error } = useQuery(allSegmentsQuery(scope));
  return (
    <FilterChip
      label="Segment"
      multiple={false}
      options={(data?.items ?? []).map(({ id, name, memberCount }) => ({
        value: id,
        label: name,
        hint: numberText(memberCount),
      }))}
      value={value === null ? [] : [value]}
      onValueChange={([segment]) => onValueChange(segment ?? null)}
      emptyText={error?.message ?? (data === undefined ? "Loading…" : "This audience has no segment.")}
    />
  );
}
