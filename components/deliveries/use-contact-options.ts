import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FilterOption } from "@/components/ui/filter-bar";
import { useSettled } from "@/components/ui/use-settled";
import { contactNameQuery, contactsByAddressQuery } from "./filter-queries";

const typingMs = 250;

/** The contacts to filter by: those with the address that was typed, one for each audience, and the one that is chosen. */
export function useContactOptions(workspace: string, chosenId: string | null) {
  const [search, setSearch] = useState("");
  const address = useSettled(search.trim(), typingMs);
  const isAddress = address.includes("@");
  const found = useQuery({
    ...contactsByAddressQuery(workspace, address),
    enabled: isAddress,
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({ ...contactNameQuery(workspace, chosenId ?? ""), enabled: chosenId !== null }).data;
  const options: FilterOption[] = ((isAddress ? found.data?.items : undefined) ?? []).map(
    ({ id, email, audience }) => ({ value: id, label: email, hint: audience.name }),
  );
  if (chosenId !== null && chosen != null && !options.some(({ value }) => value === chosenId))
    options.push({ value: chosenId, label: chosen });
  return {
    options,
    onSearch: setSearch,
    emptyText: !isAddress ? "Type a whole email address." : found.isFetching ? "Searching…" : "No contact has it.",
  };
}
