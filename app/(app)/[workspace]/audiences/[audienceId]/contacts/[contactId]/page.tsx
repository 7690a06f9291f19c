import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { audienceQuery } from "@/components/audiences/queries";
import { ContactProfile } from "@/components/contacts/contact-profile";
import { consentQuery, contactEventsQuery, contactQuery } from "@/components/contacts/queries";
import { fieldsQuery } from "@/components/data-fields/queries";
import { listFields } from "@/lib/audiences/fields/list";
import { listConsentContract, listContactEventsContract } from "@/lib/contacts/contract";
import { listConsent, listContactEvents } from "@/lib/contacts/history";
import { actorNames } from "@/lib/workspaces/actor-names";
import { allows } from "@/lib/workspaces/allows";
import { type ContactPageParams, pageContact } from "./page-contact";

export async function generateMetadata({ params }: { params: Promise<ContactPageParams> }): Promise<Metadata> {
  const { workspace, audienceId, contactId } = await params;
  const { contact } = await pageContact(workspace, audienceId, contactId);
  return { title: contact.email };
}

export default async function ContactPage({ params }: { params: Promise<ContactPageParams> }) {
  const { workspace, audienceId, contactId } = await params;
  const { ctx, audience, contact, screen } = await pageContact(workspace, audienceId, contactId);
  const [fields, events, consent, names] = await Promise.all([
    listFields(ctx, { audienceId }),
    listContactEvents(ctx, { audienceId, contactId, ...listContactEventsContract.query.parse({}) }),
    listConsent(ctx, { audienceId, contactId, ...listConsentContract.query.parse({}) }),
    actorNames(ctx),
  ]);
  return (
    <Prefetched
      data={[
        [contactQuery(screen, contactId).queryKey, contact],
        [contactEventsQuery(screen, contactId).queryKey, firstPage(events)],
        [consentQuery(screen, contactId).queryKey, firstPage(consent)],
        [audienceQuery(screen).queryKey, audience],
        [fieldsQuery(screen).queryKey, fields],
      ]}
    >
      <ContactProfile {...screen} canWrite={allows(ctx, "contacts:write")} contactId={contactId} names={names} />
    </Prefetched>
  );
}
