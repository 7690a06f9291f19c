"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { fieldsQuery } from "@/components/data-fields/queries";
import type { MappableProperty } from "@/components/mapping/properties";
import type { Graph } from "@/lib/journeys/graph/graph";
import { listProperties } from "@/lib/variables/catalogue";
import { isRecord } from "@/lib/variables/is-record";
import { useEditing } from "../../builder/editing";

const journeyProperties: readonly MappableProperty[] = [
  { path: "journey.name", label: "Journey name", group: "Journey", sample: "Welcome" },
  { path: "journey.version", label: "Journey version", group: "Journey", sample: 3 },
  {
    path: "run.id",
    label: "Run ID",
    group: "Journey",
    sample: "run_…",
    description: "The same for all of one way through.",
  },
  { path: "run.enteredAt", label: "Entered at", group: "Journey", sample: "2026-01-15T09:00:00.000Z" },
];

/** Paths that the catalogue does not know, because they are a journey's own. */
export const isJourneyPath = (path: string): boolean => /^(vars|steps|journey|run)\./.test(path);

/** Everything that a block can read: the contact, what happened, the journey, and what earlier blocks have kept. */
export function useProperties(): MappableProperty[] {
  const { workspace, audienceId, graph } = useEditing();
  const fields = useQuery(fieldsQuery({ workspace, audienceId })).data?.items;
  const kept = keptIn(graph).join(" ");
  return useMemo(
    () => [
      ...listProperties(fields ?? []).filter(({ group }) => group !== "Campaign"),
      ...journeyProperties,
      ...kept
        .split(" ")
        .filter((key) => key !== "")
        .map((key) => ({ path: `vars.${key}`, label: key, group: "Kept on the way", sample: "" })),
    ],
    [fields, kept],
  );
}

/** The names under which blocks keep values of responses. */
function keptIn({ nodes }: Graph): string[] {
  const names = nodes.flatMap(({ config: { save } }) =>
    (Array.isArray(save) ? save : []).flatMap((row: unknown) =>
      isRecord(row) && row.to === "variable" && typeof row.key === "string" && /^\w+$/.test(row.key) ? [row.key] : [],
    ),
  );
  return [...new Set(names)];
}
