"use client";

import { Callout } from "@/components/ui/callout";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { Time } from "@/components/ui/time";
import { eventLabel } from "@/lib/events/catalogue";
import type { WebhookPreview } from "@/lib/webhooks/contract";
import { RequestView } from "../request-view";
import type { Preview } from "./use-preview";

/** The exact request that the form would send, beside it while it is written. */
export function PreviewPanel({
  preview,
  events,
  eventType,
  onEventTypeChange,
}: {
  preview: Preview;
  events: readonly string[];
  eventType: string | null;
  onEventTypeChange: (type: string) => void;
}) {
  const { query, unfinished, pending } = preview;
  const { data, error } = query;
  return (
    <Card>
      <CardHeader
        title={
          <span className="flex items-center gap-2">
            Preview
            {pending ? <Spinner className="size-3.5 text-muted-foreground" /> : null}
          </span>
        }
        description="The request as it would be sent."
        actions={
          events.length > 0 ? (
            <Select
              size="sm"
              className="max-w-48"
              aria-label="Preview with"
              options={events.map((name) => ({ value: name, label: eventLabel(name) }))}
              value={eventType}
              onValueChange={onEventTypeChange}
            />
          ) : null
        }
      />
      <CardContent className="flex min-w-0 flex-col gap-3">
        {unfinished ? (
          <p className="text-muted-foreground text-table">
            Name a field and choose its value: until then this is the default payload.
          </p>
        ) : null}
        {error && !pending ? <Callout tone="danger">{error.message}</Callout> : null}
        {data ? (
          <div
            data-testid="preview"
            aria-busy={pending}
            className={cn("flex min-w-0 flex-col gap-3", (pending || error) && "opacity-60")}
          >
            <Source event={data.event} />
            {data.warnings
              .filter(({ row }) => row === null)
              .map(({ message }) => (
                <Callout key={message} tone="warning">
                  {message}
                </Callout>
              ))}
            <RequestView request={data.request} />
          </div>
        ) : error ? null : (
          <div role="status" aria-label="Loading the preview" className="flex flex-col gap-3">
            <Skeleton className="h-5" />
            <Skeleton className="h-28 rounded-lg" />
            <Skeleton className="h-48 rounded-lg" />
          </div>
        )}
      </CardContent>
    </Card>
  );
}

const Source = ({ event }: { event: WebhookPreview["event"] }) => (
  <p className="text-meta text-muted-foreground">
    {event.id === null ? (
      <>Made from sample data: no “{eventLabel(event.type)}” has happened here yet.</>
    ) : (
      <>
        Made from the newest “{eventLabel(event.type)}”, <Time value={event.occurredAt} />.
      </>
    )}
  </p>
);
