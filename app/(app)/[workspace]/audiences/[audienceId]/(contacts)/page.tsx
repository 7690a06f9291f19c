import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { audienceQuery } from "@/components/audiences/queries";
import { ContactTable } from "@/components/contacts/contact-table";
import { contactFilterParsers, filterQuery } from "@/components/contacts/filters";
import { contactsQuery } from "@/components/contacts/queries";
import { fieldsQuery } from "@/components/data-fields/queries";
import { listFields } from "@/lib/audiences/fields/list";
import { listContactsContract } from "@/lib/contacts/contract";
import { listContacts } from "@/lib/contacts/list";
import { allows } from "@/lib/workspaces/allows";
import { type AudiencePageParams, pageAudience } from "../page-audience";
import type { SearchParams } from "../search-param";

export const metadata: Metadata = { title: "Contacts" };

const loadFilters = createLoader(contactFilterParsers);

export default async function ContactsPage({
  params,
  searchParams,
}: {
  params: Promise<AudiencePageParams>;
  searchParams: Promise<SearchParams>;
}) {
  const { workspace, audienceId } = await params;
  const { ctx, audience, screen } = await pageAudience(workspace, audienceId);
  const filters = await loadFilters(searchParams);
  // The group filter loads by itself: counting large groups must not hold the list.
  const [contacts, fields] = await Promise.all([
    listContacts(ctx, { audienceId, ...listContactsContract.query.parse(filterQuery(filters)) }),
    listFields(ctx, { audienceId }),
  ]);
  return (
    <Prefetched
      data={[
        [contactsQuery(screen, filters).queryKey, firstPage(contacts)],
        [audienceQuery(screen).queryKey, audience],
        [fieldsQuery(screen).queryKey, fields],
      ]}
    >
      <ContactTable {...screen} canWrite={allows(ctx, "contacts:write")} />
    </Prefetched>
  );
}
