import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { FilterOption } from "@/components/ui/filter-bar";
import { nodeName } from "@/lib/journeys/edit/node";
import type { GraphNode } from "@/lib/journeys/graph/graph";
import { journeyQuery, versionsQuery } from "../queries";
import type { JourneyScope } from "../scope";

/** The blocks to filter by: those of the draft, and of the newest versions. */
export function useBlockOptions(scope: JourneyScope, chosenId: string | null) {
  const [looked, setLooked] = useState(false);
  const draft = useQuery(journeyQuery(scope)).data?.graph.nodes;
  const isOlder = chosenId !== null && draft !== undefined && !draft.some(({ id }) => id === chosenId);
  const versions = useInfiniteQuery({ ...versionsQuery(scope), enabled: looked || isOlder }).data?.pages[0]?.items;
  const options = useMemo(() => {
    const blocks = new Map<string, GraphNode>();
    for (const node of [...(draft ?? []), ...(versions?.flatMap(({ graph }) => graph.nodes) ?? [])])
      if (!blocks.has(node.id)) blocks.set(node.id, node);
    return [...blocks.values()].map((node): FilterOption => ({ value: node.id, label: nodeName(node) }));
  }, [draft, versions]);
  return { options, onOpenChange: (open: boolean) => setLooked((before) => before || open) };
}
