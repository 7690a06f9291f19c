import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { journeyQuery, journeysQuery } from "@/components/journeys/queries";
import type { FilterOption } from "@/components/ui/filter-bar";
import { useSettled } from "@/components/ui/use-settled";
import { webhookBlock } from "@/lib/journeys/blocks/webhook";
import { nodeName } from "@/lib/journeys/edit/node";

const typingMs = 250;

/** The journeys to filter by: the newest, or those whose name holds what was typed, and the one that is chosen. */
export function useJourneyOptions(workspace: string, chosenId: string | null) {
  const [search, setSearch] = useState("");
  const [looked, setLooked] = useState(false);
  const name = useSettled(search.trim(), typingMs);
  const found = useInfiniteQuery({
    ...journeysQuery(workspace, { search: name, status: null }),
    enabled: looked,
    refetchInterval: false,
    placeholderData: keepPreviousData,
  });
  const chosen = useChosen(workspace, chosenId);
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
    emptyText: found.isFetching ? "Searching…" : "No journey found.",
  };
}

/** The Webhook blocks of a journey's draft. */
export function useWebhookBlockOptions(workspace: string, journeyId: string | null): FilterOption[] {
  const nodes = useChosen(workspace, journeyId)?.graph.nodes ?? [];
  return nodes
    .filter(({ type }) => type === webhookBlock.type)
    .map((node) => ({ value: node.id, label: nodeName(node) }));
}

const useChosen = (workspace: string, journeyId: string | null) =>
  useQuery({ ...journeyQuery({ workspace, journeyId: journeyId ?? "" }), enabled: journeyId !== null }).data;
