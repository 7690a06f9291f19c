import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { contactQuery, contactsQuery } from "./queries";

const offeredMax = 20;

/** The contacts of an audience to choose from: whose name or address begins with what was typed, and the one that is chosen. */
export function useContactSearch(scope: AudienceScope, chosenId: string | null, enabled = true) {
  const [search, setSearch] = useState("");
  const filters = { search, status: null, tag: null, group: null };
  const found = useInfiniteQuery({ ...contactsQuery(scope, filters), enabled, placeholderData: keepPreviousData });
  const chosen = useQuery({ ...contactQuery(scope, chosenId ?? ""), enabled: chosenId !== null }).data;
  const listed = (found.data?.pages[0]?.items ?? []).slice(0, offeredMax);
  return {
    contacts: chosen && !listed.some(({ id }) => id === chosen.id) ? [chosen, ...listed] : listed,
    onSearch: setSearch,
    emptyText: found.isPending ? "Searching…" : "No contact found.",
  };
}
