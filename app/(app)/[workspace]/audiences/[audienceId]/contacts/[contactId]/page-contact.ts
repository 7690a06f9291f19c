import { notFound } from "next/navigation";
import { cache } from "react";
import { getContactContract } from "@/lib/contacts/contract";
import { getContact } from "@/lib/contacts/get";
import { isAppError } from "@/lib/errors";
import { type AudiencePageParams, pageAudience } from "../../page-audience";

export interface ContactPageParams extends AudiencePageParams {
  contactId: string;
}

/** The contact that a page is about; looked up once per request. Shows "not found" where there is none in this audience. */
export const pageContact = cache(async (workspace: string, audienceId: string, contactId: string) => {
  const page = await pageAudience(workspace, audienceId);
  if (!getContactContract.params.safeParse({ audienceId, contactId }).success) notFound();
  const contact = await getContact(page.ctx, { audienceId, contactId }).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
  return { ...page, contact };
});
