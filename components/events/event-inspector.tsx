"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import { failureOf } from "@/components/audiences/failure";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { idSchema } from "@/lib/http/contract";
import { EventDetails } from "./event-details";
import { EventTypeName } from "./event-type-name";
import { eventQuery } from "./queries";

interface InspectorProps {
  workspace: string;
  publicUrl: string;
  eventId: string | null;
  /** The rows of the table, to step through. */
  ids: readonly string[];
  onOpen: (id: string | null) => void;
}

/** One event with its payload; its id stands in the URL. */
export function EventInspector({ eventId, ids, onOpen, ...rest }: InspectorProps) {
  const at = eventId === null ? -1 : ids.indexOf(eventId);
  return (
    <Sheet open={eventId !== null} onOpenChange={(open) => (open ? undefined : onOpen(null))}>
      {eventId === null ? null : (
        <Inspected
          {...rest}
          eventId={eventId}
          newer={at > 0 ? ids[at - 1] : undefined}
          older={at >= 0 ? ids[at + 1] : undefined}
          onOpen={onOpen}
        />
      )}
    </Sheet>
  );
}

function Inspected({
  workspace,
  publicUrl,
  eventId,
  newer,
  older,
  onOpen,
}: Omit<InspectorProps, "eventId" | "ids"> & { eventId: string; newer?: string; older?: string }) {
  const isId = idSchema("event").safeParse(eventId).success;
  const { data, error, refetch, isRefetching } = useQuery({ ...eventQuery(workspace, eventId), enabled: isId });
  const step = (label: string, to: string | undefined, icon: React.ReactNode) => (
    <Button variant="ghost" size="icon-sm" aria-label={label} disabled={!to} onClick={() => to && onOpen(to)}>
      {icon}
    </Button>
  );
  return (
    <SheetContent
      size="lg"
      title={data ? <EventTypeName type={data.type} /> : "Event"}
      description={data ? <Time value={data.occurredAt} format="exact" /> : undefined}
      actions={
        <>
          {step("Newer event", newer, <ChevronUp />)}
          {step("Older event", older, <ChevronDown />)}
        </>
      }
    >
      <SheetBody>
        {!isId ? (
          <ErrorState title="There is no such event" description="Check that you opened the whole link." />
        ) : data ? (
          <EventDetails event={data} workspace={workspace} publicUrl={publicUrl} />
        ) : error ? (
          <ErrorState
            title="This event could not be loaded"
            description={error.message}
            requestId={failureOf(error)?.requestId}
            onRetry={() => refetch()}
            retrying={isRefetching}
          />
        ) : (
          <DetailsSkeleton />
        )}
      </SheetBody>
    </SheetContent>
  );
}

const DetailsSkeleton = () => (
  <div className="flex flex-col gap-5" role="status" aria-label="Loading the event">
    <div className="flex flex-col gap-3.5">
      {["w-40", "w-72", "w-56", "w-48", "w-64"].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
    <Skeleton className="h-64 rounded-lg" />
  </div>
);
