import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { campaignQuery, campaignsQuery } from "@/components/campaigns/queries";
import type { FilterOption } from "@/components/ui/filter-bar";
import { useSettled } from "@/components/ui/use-settled";

const typingMs = 250;

/** The campaigns to filter by: the newest, or those whose name holds what was typed, and the one that is chosen. */
export function useCampaignOptions(workspace: string, chosenId: string | null) {
  const [search, setSearch] = useState("");
  const [looked, setLooked] = useState(false);
  const name = useSettled(search.trim(), typingMs);
  const found = useInfiniteQuery({
    ...campaignsQuery(workspace, { search: name, status: null }),
    enabled: looked,
    refetchInterval: false,
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    ...campaignQuery({ workspace, campaignId: chosenId ?? "" }),
    enabled: chosenId !== null,
    refetchInterval: false,
  }).data;
  const options: FilterOption[] = (found.data?.pages[0]?.items ?? []).map(({ id, name }) => ({
    value: id,
    label: name,
  }));
  if (chosen !== undefined && !options.some(({ value }) => value === chosen.id))
    options.push({ value: chosen.id, label: chosen.name });
  return {
    options,
    onSearch: setSearch,
    onOpenChange: (open: boolean) => setLooked((before) => before || open),
    emptyText: found.isFetching ? "Searching…" : "No campaign found.",
  };
}
