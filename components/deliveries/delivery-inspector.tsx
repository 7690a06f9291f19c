"use client";

import { useQuery } from "@tanstack/react-query";
import { EventTypeName } from "@/components/events/event-type-name";
import { RecordInspector, RecordSheet } from "@/components/log/record-inspector";
import { Time } from "@/components/ui/time";
import { idSchema } from "@/lib/http/contract";
import { DeliveryDetails } from "./delivery-details";
import { deliveryQuery } from "./queries";

interface InspectorProps {
  workspace: string;
  deliveryId: string | null;
  /** The rows of the table, to step through. */
  ids: readonly string[];
  onOpen: (id: string | null) => void;
  canResend: boolean;
}

/** One delivery with its request and attempts; its id stands in the URL. */
export const DeliveryInspector = ({ deliveryId, ...rest }: InspectorProps) => (
  <RecordInspector id={deliveryId} onOpen={rest.onOpen}>
    {(id) => <Inspected {...rest} deliveryId={id} />}
  </RecordInspector>
);

function Inspected({
  workspace,
  deliveryId,
  ids,
  onOpen,
  canResend,
}: Omit<InspectorProps, "deliveryId"> & { deliveryId: string }) {
  const isId = idSchema("delivery").safeParse(deliveryId).success;
  const query = useQuery({ ...deliveryQuery(workspace, deliveryId), enabled: isId });
  return (
    <RecordSheet
      noun="delivery"
      id={deliveryId}
      ids={ids}
      onOpen={onOpen}
      isId={isId}
      query={query}
      title={({ event }) => <EventTypeName type={event.type} />}
      description={({ createdAt }) => <Time value={createdAt} format="exact" />}
    >
      {(delivery) => (
        <DeliveryDetails key={delivery.id} delivery={delivery} workspace={workspace} canResend={canResend} />
      )}
    </RecordSheet>
  );
}
