"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useId } from "react";
import { failureOf } from "@/components/audiences/failure";
import { ContactCombobox } from "@/components/contacts/contact-combobox";
import { contactEventsQuery } from "@/components/contacts/queries";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { Field, FieldLabel } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { eventLabel } from "@/lib/events/catalogue";
import { useEditing } from "../builder/editing";
import { SimulatedSteps } from "./simulated-steps";
import { useSimulation } from "./simulation-context";

/** Walks a contact through the draft as it is: what each block decides and why, and what it would send. */
export function SimulationPanel({ className }: { className?: string }) {
  const { workspace, audienceId } = useEditing();
  const simulation = useSimulation();
  const id = useId();
  if (simulation === null) return null;
  const { contactId, walkAs, close, result, error, isBehind, retry } = simulation;
  return (
    <aside aria-label="Simulation" className={cn("flex min-h-0 flex-col bg-card", className)}>
      <header className="flex shrink-0 items-start gap-2 border-b px-4 py-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-body">Simulation</h2>
          <p className="text-pretty text-meta text-muted-foreground">
            Walks a contact through the draft. Nothing is sent, changed or kept.
          </p>
        </div>
        <Button variant="ghost" size="icon-sm" aria-label="Close simulation" className="-mr-1.5" onClick={close}>
          <X />
        </Button>
      </header>
      <div data-scroll className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain p-4">
        <Field>
          <FieldLabel htmlFor={id}>Contact</FieldLabel>
          <ContactCombobox
            id={id}
            workspace={workspace}
            audienceId={audienceId}
            contactId={contactId}
            onContactChange={walkAs}
          />
        </Field>
        {contactId === null ? null : <EventField contactId={contactId} />}
        {contactId === null ? null : error ? (
          <ErrorState
            title="The contact could not be walked through"
            description={error.message}
            requestId={failureOf(error)?.requestId}
            onRetry={retry}
          />
        ) : result === undefined ? (
          <StepsSkeleton />
        ) : (
          <section
            aria-label="Simulated way"
            aria-live="polite"
            className={cn("flex min-w-0 flex-col gap-4", isBehind && "opacity-60")}
          >
            {result.steps.length === 0 ? null : <SimulatedSteps steps={result.steps} simulation={simulation} />}
            <Callout tone="info" title={result.steps.length === 0 ? undefined : "The way ends here"}>
              {result.end}
            </Callout>
          </section>
        )}
      </div>
    </aside>
  );
}

const newest = "newest";

/** By which event the contact comes in. */
function EventField({ contactId }: { contactId: string }) {
  const { workspace, audienceId } = useEditing();
  const simulation = useSimulation();
  const events = useInfiniteQuery(contactEventsQuery({ workspace, audienceId }, contactId)).data?.pages[0]?.items ?? [];
  const id = useId();
  if (simulation === null) return null;
  const { eventId, withEvent } = simulation;
  return (
    <Field>
      <FieldLabel htmlFor={id}>Comes in by</FieldLabel>
      <Select
        id={id}
        value={eventId ?? newest}
        onValueChange={(picked) => withEvent(picked === newest ? null : picked)}
        options={[
          { value: newest, label: "The newest event that fits, or an example" },
          ...events.map(({ id: value, type, occurredAt }) => ({
            value,
            label: eventLabel(type),
            description: new Date(occurredAt).toLocaleString("en-GB"),
          })),
        ]}
      />
    </Field>
  );
}

const StepsSkeleton = () => (
  <div role="status" aria-label="Walking through the draft" className="flex flex-col gap-4">
    {["w-40", "w-56", "w-48"].map((width) => (
      <Skeleton key={width} className={width} />
    ))}
  </div>
);
