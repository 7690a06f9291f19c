import { queryOptions } from "@tanstack/react-query";
import { findContactsContract } from "@/lib/contacts/contract";
import { call } from "@/lib/http/client";
import { listEventsContract } from "@/lib/tracking/contract";

/** Who has this address, in every audience. */
export const contactsByAddressQuery = (workspace: string, email: string) =>
  queryOptions({
    queryKey: [workspace, "contacts-by-address", email],
    queryFn: ({ signal }) => call(findContactsContract, workspace, { email: email.slice(0, 1_000) }, signal),
  });

/** The address of a contact whose audience is not known, as its newest event tells it; null when it was deleted. */
export const contactNameQuery = (workspace: string, contactId: string) =>
  queryOptions({
    queryKey: [workspace, "contact-name", contactId],
    queryFn: async ({ signal }) => {
      const { items } = await call(listEventsContract, workspace, { contactId, limit: 1 }, signal);
      return items[0]?.contact?.email ?? null;
    },
  });
