"use client";

import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { TypeFilter } from "@/components/events/type-filter";
import { TimeFilter } from "@/components/log/time-filter";
import { Button } from "@/components/ui/button";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { hostOf, webhookName } from "@/components/webhooks/names";
import type { Delivery } from "@/lib/deliveries/contract";
import { type DeliveryFilters, type FilterChange, isFiltered, noFilters } from "./filters";
import { useCampaignOptions } from "./use-campaign-options";
import { useContactOptions } from "./use-contact-options";
import { useJourneyOptions, useWebhookBlockOptions } from "./use-journey-options";
import type { WebhookRef } from "./use-webhook-options";

const listOf = (value: string | null) => (value === null ? [] : [value]);

/** What narrows the log; all of it stands in the URL. */
export function DeliveryFilterBar({
  workspace,
  filters,
  onChange,
  webhooks,
  rows,
  actions,
  onRefresh,
  refreshing,
}: {
  workspace: string;
  filters: DeliveryFilters;
  onChange: (change: FilterChange) => void;
  webhooks: ReadonlyMap<string, WebhookRef>;
  rows: readonly Delivery[] | undefined;
  actions?: ReactNode;
  onRefresh: () => void;
  refreshing: boolean;
}) {
  const campaigns = useCampaignOptions(workspace, filters.campaign);
  const journeys = useJourneyOptions(workspace, filters.journey);
  const blocks = useWebhookBlockOptions(workspace, filters.journey);
  const contacts = useContactOptions(workspace, filters.contact);
  return (
    <FilterBar
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
      <TypeFilter
        value={filters.event}
        onValueChange={(event) => onChange({ event })}
        seen={rows?.map(({ event }) => event.type) ?? []}
      />
      <FilterChip
        label="Webhook"
        multiple={false}
        options={[...webhooks.values()].map((webhook) => ({
          value: webhook.id,
          label: webhookName(webhook),
          hint: webhook.name ? hostOf(webhook.url) : undefined,
        }))}
        value={listOf(filters.webhook)}
        onValueChange={([webhook]) => onChange({ webhook: webhook ?? null })}
      />
      <FilterChip
        label="Campaign"
        multiple={false}
        {...campaigns}
        value={listOf(filters.campaign)}
        onValueChange={([campaign]) => onChange({ campaign: campaign ?? null })}
      />
      <FilterChip
        label="Journey"
        multiple={false}
        {...journeys}
        value={listOf(filters.journey)}
        // A block belongs to its journey.
        onValueChange={([journey]) => onChange({ journey: journey ?? null, block: null })}
      />
      {filters.journey === null && filters.block === null ? null : (
        <FilterChip
          label="Block"
          multiple={false}
          options={blocks}
          value={listOf(filters.block)}
          onValueChange={([block]) => onChange({ block: block ?? null })}
        />
      )}
      <FilterChip
        label="Contact"
        multiple={false}
        {...contacts}
        value={listOf(filters.contact)}
        onValueChange={([contact]) => onChange({ contact: contact ?? null })}
      />
      <TimeFilter value={filters} onValueChange={onChange} />
    </FilterBar>
  );
}
