"use client";

import type { ComponentProps } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { Combobox } from "@/components/ui/combobox";
import { contactName } from "./contact-name";
import { useContactSearch } from "./use-contact-search";

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
} & Pick<
    ComponentProps<typeof Combobox>,
    "id" | "ref" | "name" | "onBlur" | "placeholder" | "className" | "aria-label" | "aria-describedby" | "aria-invalid"
  >) {
  const { contacts, ...search } = useContactSearch({ workspace, audienceId }, contactId);
  return (
    <Combobox
      placeholder="Choose a contact…"
      {...trigger}
      value={contactId}
      onValueChange={(id) => {
        if (id !== null) onContactChange(id);
      }}
      options={contacts.map((contact) => ({
        value: contact.id,
        label: contact.email,
        description: contactName(contact.fields) ?? undefined,
      }))}
      searchPlaceholder="Start of a name or address…"
      {...search}
    />
  );
}
