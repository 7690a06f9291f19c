"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { AudienceScope } from "@/components/audiences/scope";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import type { Field } from "@/lib/audiences/fields/contract";
import { type ContactDetail, updateContactContract } from "@/lib/contacts/contract";
import { ApiError, call } from "@/lib/http/client";
import { ContactForm } from "./contact-form";
import { type ContactValues, changesOf } from "./contact-values";
import { FormData } from "./form-data";
import { contactQuery, refreshAudience } from "./queries";

/** Changes a contact; only what differs is sent. */
export function EditContactSheet({
  contact,
  onClose,
  ...scope
}: AudienceScope & { contact: ContactDetail; onClose: () => void }) {
  const queries = useQueryClient();

  async function save(values: ContactValues, fields: readonly Field[]) {
    const changes = changesOf(contact, values, fields);
    if (changes === null) {
      toast.info("Nothing was changed.");
      return onClose();
    }
    const { workspace, audienceId } = scope;
    const saved = await call(updateContactContract, workspace, {
      audienceId,
      contactId: contact.id,
      ...changes,
    }).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.code !== "conflict") throw error;
      throw new ApiError(error.code, error.message, [{ path: "email", message: error.message }], error.requestId);
    });
    queries.setQueryData(contactQuery(scope, contact.id).queryKey, saved);
    await refreshAudience(queries, scope);
    toast.success(`${saved.email} saved.`);
    onClose();
  }

  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent title="Edit contact" description={contact.email}>
        <FormData {...scope}>
          {(data) => (
            <ContactForm
              {...scope}
              {...data}
              contact={contact}
              submitLabel="Save contact"
              onSubmit={(values) => save(values, data.fields)}
            />
          )}
        </FormData>
      </SheetContent>
    </Sheet>
  );
}
