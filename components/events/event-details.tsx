"use client";

import Link from "next/link";
import { type ReactNode, use } from "react";
import { ContactStatusBadge } from "@/components/contacts/contact-status-badge";
import { RequestLink } from "@/components/contacts/request-link";
import { sourceText } from "@/components/contacts/source-text";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { SheetSection } from "@/components/ui/sheet";
import { Time } from "@/components/ui/time";
import { findEventType } from "@/lib/events/catalogue";
import type { EventDetail } from "@/lib/tracking/contract";
import { Names } from "./columns";
import { reportOf, trackCommand } from "./track-sample";

/** An event from its contact down to its payload. */
export function EventDetails({
  event,
  workspace,
  publicUrl,
}: {
  event: EventDetail;
  workspace: string;
  publicUrl: string;
}) {
  const { audiences, actors } = use(Names);
  const type = findEventType(event.type);
  const report = reportOf(event);
  const audience = event.audienceId === null ? null : `/${workspace}/audiences/${event.audienceId}`;
  return (
    <>
      <div className="flex items-start justify-between gap-4">
        <p className="text-muted-foreground text-table">
          {type?.description ?? "An event of your own, reported through POST /v1/events."}
          {type?.alsoKnownAs === undefined ? null : <> Elsewhere: {type.alsoKnownAs}.</>}
        </p>
        {report === null ? null : (
          <CopyButton
            variant="outline"
            size="sm"
            label="Copy as POST /v1/events"
            value={() => trackCommand(publicUrl, report)}
          >
            Copy as POST /v1/events
          </CopyButton>
        )}
      </div>
      <KeyValueList>
        <KeyValue label="Contact">
          <ContactLine contact={event.contact} audience={audience} />
        </KeyValue>
        <KeyValue label="Audience">
          {audience === null || event.audienceId === null ? null : (
            <TextLink href={audience}>{audiences.get(event.audienceId) ?? event.audienceId}</TextLink>
          )}
        </KeyValue>
        <KeyValue label="Source">{sourceText(event.source, event.sourceId, actors)}</KeyValue>
        {event.requestId === null ? null : (
          <KeyValue label="Caused by">
            <RequestLink workspace={workspace} requestId={event.requestId} />
          </KeyValue>
        )}
        <KeyValue label="Recorded">
          <Time value={event.recordedAt} format="exact" />
        </KeyValue>
        <KeyValue label="Type" mono copy={event.type}>
          {event.type}
        </KeyValue>
        <KeyValue label="Event ID" mono copy={event.id}>
          {event.id}
        </KeyValue>
      </KeyValueList>
      <SheetSection title="Payload">
        <CodeBlock title="data" language="json" code={JSON.stringify(event.data, null, 2)} wrap maxHeight="36rem" />
      </SheetSection>
    </>
  );
}

function ContactLine({ contact, audience }: { contact: EventDetail["contact"]; audience: string | null }) {
  if (contact === null) return null;
  if (contact.email === null || audience === null)
    return <span className="text-muted-foreground">Deleted; personal data was erased</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <TextLink href={`${audience}/contacts/${contact.id}`}>{contact.email}</TextLink>
      {contact.status === null ? null : <ContactStatusBadge status={contact.status} />}
    </span>
  );
}

const TextLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="rounded-sm text-link underline-offset-4 hover:underline">
    {children}
  </Link>
);
