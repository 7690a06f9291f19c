"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { type Contact, createContactContract, listContactsContract, statusLabels } from "@/lib/contacts/contract";
import { ApiError, call } from "@/lib/http/client";
import { ContactForm } from "./contact-form";
import { type ContactValues, filledFields } from "./contact-values";
import { FormData } from "./form-data";
import { refreshAudience } from "./queries";

/** Adds a contact by hand. */
export function AddContactSheet({ onClose, ...scope }: AudienceScope & { onClose: () => void }) {
  const queries = useQueryClient();
  const [twin, setTwin] = useState<Contact | null>(null);
  const { workspace, audienceId } = scope;

  async function add(values: ContactValues) {
    setTwin(null);
    const contact = await call(createContactContract, workspace, {
      audienceId,
      ...values,
      fields: filledFields(values),
    }).catch(async (error: unknown) => {
      if (!(error instanceof ApiError) || error.code !== "conflict") throw error;
      const { items } = await call(listContactsContract, workspace, { audienceId, email: values.email, limit: 1 });
      setTwin(items[0] ?? null);
      throw new ApiError(error.code, error.message, [{ path: "email", message: error.message }], error.requestId);
    });
    await refreshAudience(queries, scope);
    if (contact.status === values.status) toast.success(`${contact.email} added.`);
    else toast.warning(`${contact.email} is ${statusLabels[contact.status]}, as it was when it was deleted.`);
    onClose();
  }

  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent title="Add contact" description="What you leave blank gets the field's default.">
        <FormData {...scope}>
          {(data) => (
            <ContactForm
              {...scope}
              {...data}
              submitLabel="Add contact"
              onSubmit={add}
              note={twin ? <TwinNote {...scope} twin={twin} /> : null}
            />
          )}
        </FormData>
      </SheetContent>
    </Sheet>
  );
}

function TwinNote({ workspace, audienceId, twin }: AudienceScope & { twin: Contact }) {
  return (
    <Callout
      tone="info"
      action={
        <Button size="sm" variant="outline" asChild>
          <Link href={`/${workspace}/audiences/${audienceId}/contacts/${twin.id}`}>Open contact</Link>
        </Button>
      }
    >
      {twin.email} is {statusLabels[twin.status]}. Change that contact instead of adding it again.
    </Callout>
  );
}
