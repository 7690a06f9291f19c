"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { fieldsQuery } from "@/components/data-fields/queries";
import { ContactSegments } from "@/components/segments/contact-segments";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import type { Field } from "@/lib/audiences/fields/contract";
import type { ContactDetail } from "@/lib/contacts/contract";
import { AllChips } from "./chips";
import { fieldValueOf } from "./contact-values";
import { FieldValueShown } from "./field-value";
import { consentQuery } from "./queries";
import { RequestLink } from "./request-link";
import { type ActorNames, isLogged, sourceText } from "./source-text";

type FactsProps = AudienceScope & { contact: ContactDetail; names: ActorNames };

/** What is known of a contact: its fields, tags and groups, and how it came. */
export function ProfileFacts({ contact, names, ...scope }: FactsProps) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Section title="Data fields">
        <FieldFacts {...scope} contact={contact} />
      </Section>
      <Section title="Tags">
        <AllChips names={contact.tags} emptyText="No tag" />
      </Section>
      <Section title="Groups">
        <AllChips names={contact.groups.map((group) => group.name)} emptyText="In no group" />
      </Section>
      <Section title="Segments">
        <ContactSegments {...scope} contactId={contact.id} />
      </Section>
      <Section title="Sign-up">
        <SignUpFacts {...scope} contact={contact} names={names} />
      </Section>
    </div>
  );
}

/** The card is narrow: names take less room than values. */
const Fact = (props: ComponentProps<typeof KeyValue>) => (
  <KeyValue {...props} className="sm:grid-cols-[7rem_minmax(0,1fr)]" />
);

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader title={title} level={3} className="pt-3" />
      <CardContent className="pt-2 pb-3">{children}</CardContent>
    </Card>
  );
}

function FieldFacts({ contact, ...scope }: AudienceScope & { contact: ContactDetail }) {
  const fields = useQuery(fieldsQuery(scope));
  if (fields.data === undefined) return fields.isError ? <p role="alert">{fields.error.message}</p> : <Skeleton />;
  if (fields.data.items.length === 0)
    return (
      <p className="text-muted-foreground text-table">
        This audience has no data field.{" "}
        <Link href={`/${scope.workspace}/audiences/${scope.audienceId}/fields`} className="text-link hover:underline">
          Data fields
        </Link>
      </p>
    );
  return (
    <KeyValueList>
      {fields.data.items.map((field) => (
        <Fact key={field.key} label={<FieldName field={field} />}>
          {fieldValueOf(contact.fields[field.key]) === null ? null : (
            <FieldValueShown field={field} value={contact.fields[field.key]} />
          )}
        </Fact>
      ))}
    </KeyValueList>
  );
}

function FieldName({ field }: { field: Field }) {
  if (!field.private) return field.label;
  return (
    <span className="inline-flex items-center gap-1">
      {field.label}
      <Tooltip content="Private: for your team only, never on pages that contacts can open.">
        <button type="button" aria-label="Private" className="rounded-sm">
          <Lock aria-hidden className="size-3" />
        </button>
      </Tooltip>
    </span>
  );
}

function SignUpFacts({ contact, names, ...scope }: FactsProps) {
  const consent = useInfiniteQuery(consentQuery(scope, contact.id));
  const first = consent.data?.pages.at(-1)?.items.findLast((entry) => entry.from === null);
  return (
    <KeyValueList>
      <Fact label="Source">{sourceText(contact.source, contact.sourceId, names)}</Fact>
      {first?.requestId && isLogged(first.source) ? (
        <Fact label="Request">
          <RequestLink workspace={scope.workspace} requestId={first.requestId} />
        </Fact>
      ) : null}
      <Fact label="IP address" mono>
        {contact.signupIp}
      </Fact>
      <Fact label="Added">
        <Time value={contact.createdAt} format="exact" />
      </Fact>
      <Fact label="Updated">
        <Time value={contact.updatedAt} format="exact" />
      </Fact>
      <Fact label="Confirmed">
        {contact.confirmedAt === null ? null : <Time value={contact.confirmedAt} format="exact" />}
      </Fact>
      <Fact label="Unsubscribed">
        {contact.unsubscribedAt === null ? null : <Time value={contact.unsubscribedAt} format="exact" />}
      </Fact>
      <Fact label="Deliveries">
        <Link
          href={`/${scope.workspace}/deliveries?contact=${contact.id}`}
          className="rounded-sm text-link underline-offset-4 hover:underline"
        >
          What webhooks sent
        </Link>
      </Fact>
      <Fact label="Contact ID" mono copy={contact.id}>
        {contact.id}
      </Fact>
    </KeyValueList>
  );
}
