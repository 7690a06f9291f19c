"use client";

import { useQuery } from "@tanstack/react-query";
import { RecordInspector, RecordSheet } from "@/components/log/record-inspector";
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
export const EventInspector = ({ eventId, ...rest }: InspectorProps) => (
  <RecordInspector id={eventId} onOpen={rest.onOpen}>
    {(id) => <Inspected {...rest} eventId={id} />}
  </RecordInspector>
);

function Inspected({
  workspace,
  publicUrl,
  eventId,
  ids,
  onOpen,
}: Omit<InspectorProps, "eventId"> & { eventId: string }) {
  const isId = idSchema("event").safeParse(eventId).success;
  const query = useQuery({ ...eventQuery(workspace, eventId), enabled: isId });
  return (
    <RecordSheet
      noun="event"
      id={eventId}
      ids={ids}
      onOpen={onOpen}
      isId={isId}
      query={query}
      title={({ type }) => <EventTypeName type={type} />}
      description={({ occurredAt }) => <Time value={occurredAt} format="exact" />}
    >
      {(event) => <EventDetails event={event} workspace={workspace} publicUrl={publicUrl} />}
    </RecordSheet>
  );
}
