import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { fieldsQuery } from "@/components/data-fields/queries";
import { allGroupsQuery } from "@/components/groups/queries";
import { audienceNamesQuery } from "@/components/requests/queries";
import { allSegmentsQuery } from "@/components/segments/queries";
import type { ComboboxOption } from "@/components/ui/combobox";
import { listProperties, type Property } from "@/lib/variables/catalogue";

/** More audiences than this would be as many requests; what lies in the others can be typed or set by the API. */
const audiencesMax = 25;

interface NamedAudience {
  id: string;
  name: string;
}

/** The audiences that a webhook can be about: its campaign's, or all of the workspace. */
export function useAudiences(workspace: string, audienceId: string | null): NamedAudience[] {
  const { data } = useQuery(audienceNamesQuery(workspace));
  return useMemo(
    () => (data?.items ?? []).filter(({ id }) => audienceId === null || id === audienceId).slice(0, audiencesMax),
    [data, audienceId],
  );
}

/** Every property that can be mapped, the data fields of these audiences among them: fields of one key are one property. */
export function useProperties(workspace: string, audiences: readonly NamedAudience[]): Property[] {
  const fields = useQueries({
    queries: audiences.map(({ id }) => fieldsQuery({ workspace, audienceId: id })),
    combine: (results) => results.flatMap(({ data }) => data?.items ?? []),
  });
  return useMemo(() => listProperties([...new Map(fields.map((field) => [field.key, field])).values()]), [fields]);
}

/** Groups and segments by id, under their audience's name where there are several. */
export function useFilterOptions(workspace: string, audiences: readonly NamedAudience[], enabled: boolean) {
  const groups = useQueries({
    queries: audiences.map(({ id }) => ({ ...allGroupsQuery({ workspace, audienceId: id }), enabled })),
    combine: (results) => results.map(({ data }) => data?.items ?? []),
  });
  const segments = useQueries({
    queries: audiences.map(({ id }) => ({ ...allSegmentsQuery({ workspace, audienceId: id }), enabled })),
    combine: (results) => results.map(({ data }) => data?.items ?? []),
  });
  return { groups: toOptions(audiences, groups), segments: toOptions(audiences, segments) };
}

const toOptions = (audiences: readonly NamedAudience[], lists: readonly NamedAudience[][]): ComboboxOption[] =>
  lists.flatMap((items, index) =>
    items.map(({ id, name }) => ({
      value: id,
      label: name,
      ...(audiences.length > 1 ? { group: audiences[index]?.name ?? "" } : {}),
    })),
  );
