"use client";

import { useQuery } from "@tanstack/react-query";
import type { AudienceScope } from "@/components/audiences/scope";
import { allGroupsQuery } from "@/components/groups/queries";
import { MultiCombobox } from "@/components/ui/combobox";

type ComboboxProps = Omit<React.ComponentProps<typeof MultiCombobox>, "options">;

/** Groups by id. `known` are groups whose names are there before the list is. */
export function GroupsInput({
  workspace,
  audienceId,
  known = [],
  placeholder = "Add to groups…",
  ...control
}: AudienceScope & ComboboxProps & { known?: readonly { id: string; name: string }[] }) {
  const groups = useQuery(allGroupsQuery({ workspace, audienceId }));
  const options = groups.data?.items ?? known;
  return (
    <MultiCombobox
      {...control}
      options={options.map((group) => ({ value: group.id, label: group.name }))}
      placeholder={placeholder}
      searchPlaceholder="Search groups…"
      emptyText={
        groups.isPending
          ? "Loading…"
          : groups.data?.items.length === 0
            ? "This audience has no group. Create one in Groups."
            : "No group found."
      }
      max={100}
    />
  );
}
