"use client";

import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { rangeOptions } from "@/components/log/ranges";
import { Button } from "@/components/ui/button";
import { FilterBar, FilterChip, type FilterOption } from "@/components/ui/filter-bar";
import {
  isFiltered,
  methodOptions,
  noFilters,
  originOptions,
  outcomeOptions,
  type RequestFilters,
  statusOptions,
} from "./filters";

/** Picks the option of that value: what comes out of a chip is one of its own options. */
const chosen = <T extends string>(options: readonly { value: T }[], [value]: string[]): T | null =>
  options.find((option) => option.value === value)?.value ?? null;
const listOf = (value: string | null) => (value === null ? [] : [value]);

/** What narrows the log; all of it stands in the URL. */
export function RequestFilterBar({
  filters,
  onChange,
  audiences,
  webhooks,
  actions,
  onRefresh,
  refreshing,
}: {
  filters: RequestFilters;
  onChange: (change: { [K in keyof RequestFilters]?: RequestFilters[K] | null }) => void;
  /** Given where requests of all audiences are shown. */
  audiences: readonly FilterOption[] | null;
  /** The workspace's webhooks; none where there are none. */
  webhooks: readonly FilterOption[];
  actions?: ReactNode;
  onRefresh: () => void;
  refreshing: boolean;
}) {
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
          {actions}
          <Button variant="outline" size="icon" aria-label="Refresh" loading={refreshing} onClick={onRefresh}>
            <RotateCw />
          </Button>
        </>
      }
    >
      {audiences ? (
        <FilterChip
          label="Audience"
          multiple={false}
          options={audiences}
          value={listOf(filters.audience)}
          onValueChange={([audience]) => onChange({ audience: audience ?? null })}
        />
      ) : null}
      {webhooks.length > 0 ? (
        <FilterChip
          label="Webhook"
          multiple={false}
          options={webhooks}
          value={listOf(filters.webhook)}
          onValueChange={([webhook]) => onChange({ webhook: webhook ?? null })}
        />
      ) : null}
      <FilterChip
        label="Outcome"
        multiple={false}
        options={outcomeOptions}
        value={listOf(filters.outcome)}
        onValueChange={(value) => onChange({ outcome: chosen(outcomeOptions, value) })}
      />
      <FilterChip
        label="Status"
        multiple={false}
        options={statusOptions}
        value={listOf(filters.status)}
        onValueChange={(value) => onChange({ status: chosen(statusOptions, value) })}
      />
      <FilterChip
        label="Method"
        multiple={false}
        options={methodOptions}
        value={listOf(filters.method)}
        onValueChange={(value) => onChange({ method: chosen(methodOptions, value) })}
      />
      <FilterChip
        label="Source"
        multiple={false}
        options={originOptions}
        value={listOf(filters.origin)}
        onValueChange={(value) => onChange({ origin: chosen(originOptions, value) })}
      />
      <FilterChip
        label="Time"
        multiple={false}
        options={rangeOptions}
        value={listOf(filters.within)}
        onValueChange={(value) => onChange({ within: chosen(rangeOptions, value) })}
      />
    </FilterBar>
  );
}
