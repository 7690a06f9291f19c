"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CircleQuestionMark } from "lucide-react";
import { useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScope } from "@/components/audiences/scope";
import { contactName } from "@/components/contacts/contact-name";
import { contactQuery, contactsQuery } from "@/components/contacts/queries";
import { Callout } from "@/components/ui/callout";
import { Combobox } from "@/components/ui/combobox";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Field, FieldLabel } from "@/components/ui/field";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import type { Segment } from "@/lib/segments/contract";
import { explanationQuery } from "./queries";
import { RuleOutline } from "./rule-outline";

type WhyProps = AudienceScope & { segment: Segment; contactId: string | null; onContactChange: (id: string) => void };

/** Says why a contact is in a segment or not, condition by condition. */
export function WhySheet({ onClose, ...props }: WhyProps & { onClose: () => void }) {
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent
        title="Why is this contact in it, or not?"
        description={`What the rules of ${props.segment.name} say of one contact, right now.`}
      >
        <SheetBody>
          <ContactPicker {...props} />
          {props.contactId ? (
            <Explanation {...props} contactId={props.contactId} />
          ) : (
            <EmptyState
              icon={<CircleQuestionMark />}
              title="Choose a contact"
              description="Every condition then shows a tick or a cross, with what the contact has."
            />
          )}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

function ContactPicker({ segment: _, contactId, onContactChange, ...scope }: WhyProps) {
  const [search, setSearch] = useState("");
  const filters = { search, status: null, tag: null, group: null };
  const found = useInfiniteQuery({ ...contactsQuery(scope, filters), placeholderData: keepPreviousData });
  const chosen = useQuery({ ...contactQuery(scope, contactId ?? ""), enabled: contactId !== null });
  const listed = (found.data?.pages[0]?.items ?? []).slice(0, 20);
  const shown = chosen.data && !listed.some(({ id }) => id === chosen.data.id) ? [chosen.data, ...listed] : listed;
  return (
    <Field>
      <FieldLabel htmlFor="why-contact">Contact</FieldLabel>
      <Combobox
        id="why-contact"
        value={contactId}
        onValueChange={(id) => {
          if (id !== null) onContactChange(id);
        }}
        options={shown.map((contact) => ({
          value: contact.id,
          label: contact.email,
          description: contactName(contact.fields) ?? undefined,
        }))}
        placeholder="Choose a contact…"
        searchPlaceholder="Start of a name or address…"
        emptyText={found.isPending ? "Searching…" : "No contact found."}
        onSearch={setSearch}
      />
    </Field>
  );
}

function Explanation({ segment, contactId, ...scope }: AudienceScope & { segment: Segment; contactId: string }) {
  const query = useQuery(explanationQuery(scope, segment.id, contactId));
  const failure = failureOf(query.error);
  if (query.data === undefined) {
    if (failure === null) return <ExplanationSkeleton />;
    return (
      <ErrorState
        description={failure.message}
        requestId={failure.requestId}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
      />
    );
  }
  const { matches, member, enteredAt, rules } = query.data;
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-table" role="status">
        <StatusBadge tone={member ? "success" : "neutral"}>
          {member ? "In the segment" : "Not in the segment"}
        </StatusBadge>
        {enteredAt === null ? null : (
          <span className="text-muted-foreground">
            since <Time value={enteredAt} />
          </span>
        )}
      </p>
      {matches === member ? null : (
        <Callout tone="info">
          The rules {matches ? "hold" : "do not hold"} for this contact by now. The segment follows with its next
          recalculation.
        </Callout>
      )}
      <RuleOutline {...scope} rules={rules} />
    </>
  );
}

const ExplanationSkeleton = () => (
  <div role="status" aria-label="Loading" className="flex flex-col gap-3">
    <Skeleton className="h-5 w-32" />
    <Skeleton className="w-48" />
    <Skeleton className="ml-4 w-64" />
    <Skeleton className="ml-4 w-56" />
  </div>
);
