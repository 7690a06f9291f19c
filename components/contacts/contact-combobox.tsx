"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type ComponentProps, useState } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { Combobox } from "@/components/ui/combobox";
import { contactName } from "./contact-name";
import { contactQuery, contactsQuery } from "./queries";

const offeredMax = 20;

/** One contact of an audience, searched by the start of a name or address. */
export function ContactCombobox({
  workspace,
  audienceId,
  contactId,
  onContactChange,
  ...trigger
}: AudienceScope & {
  contactId: string | null;
  onContactChange: (id: string) => void;
} & Pick<ComponentProps<typeof Combobox>, "id" | "placeholder" | "className" | "aria-label">) {
  const scope = { workspace, audienceId };
  const [search, setSearch] = useState("");
  const filters = { search, status: null, tag: null, group: null };
  const found = useInfiniteQuery({ ...contactsQuery(scope, filters), placeholderData: keepPreviousData });
  const chosen = useQuery({ ...contactQuery(scope, contactId ?? ""), enabled: contactId !== null });
  const listed = (found.data?.pages[0]?.items ?? []).slice(0, offeredMax);
  const shown = chosen.data && !listed.some(({ id }) => id === chosen.data.id) ? [chosen.data, ...listed] : listed;
  return (
    <Combobox
      placeholder="Choose a contact…"
      {...trigger}
      value={contactId}
      onValueChange={(id) => {
        if (id !== null) onContactChange(id);
      }}
      options={shown.map((contact) => ({
        value: contact.id,
        label: contact.email,
        description: contactName(contact.fields) ?? undefined,
      }))}
      searchPlaceholder="Start of a name or address…"
      emptyText={found.isPending ? "Searching…" : "No contact found."}
      onSearch={setSearch}
    />
  );
}
