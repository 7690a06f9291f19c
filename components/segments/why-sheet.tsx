"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleQuestionMark } from "lucide-react";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScope } from "@/components/audiences/scope";
import { ContactCombobox } from "@/components/contacts/contact-combobox";
import { Callout } from "@/components/ui/callout";
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

function ContactPicker({ segment: _, ...picker }: WhyProps) {
  return (
    <Field>
      <FieldLabel htmlFor="why-contact">Contact</FieldLabel>
      <ContactCombobox id="why-contact" {...picker} />
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
