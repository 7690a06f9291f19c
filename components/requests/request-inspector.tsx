"use client";

import { useQuery } from "@tanstack/react-query";
import { RecordInspector, RecordSheet } from "@/components/log/record-inspector";
import { Time } from "@/components/ui/time";
import { idSchema } from "@/lib/http/contract";
import type { WebhookUrls } from "@/lib/inbound/setup/placeholder";
import { requestQuery } from "./queries";
import { RequestDetails } from "./request-details";
import type { RequestRights } from "./rights";

interface InspectorProps {
  workspace: string;
  requestId: string | null;
  /** The rows of the table, to step through. */
  ids: readonly string[];
  onOpen: (id: string | null) => void;
  placeholderUrls: WebhookUrls;
  rights: RequestRights;
}

/** One request with all that is known of it; its id stands in the URL. */
export const RequestInspector = ({ requestId, ...rest }: InspectorProps) => (
  <RecordInspector id={requestId} onOpen={rest.onOpen}>
    {(id) => <Inspected {...rest} requestId={id} />}
  </RecordInspector>
);

function Inspected({
  workspace,
  requestId,
  ids,
  onOpen,
  placeholderUrls,
  rights,
}: Omit<InspectorProps, "requestId"> & { requestId: string }) {
  const isId = idSchema("request").safeParse(requestId).success;
  const query = useQuery({ ...requestQuery(workspace, requestId), enabled: isId });
  return (
    <RecordSheet
      noun="request"
      id={requestId}
      ids={ids}
      onOpen={onOpen}
      isId={isId}
      query={query}
      title={({ email }) => email ?? "Request without a valid address"}
      description={({ createdAt }) => <Time value={createdAt} format="exact" />}
    >
      {(request) => (
        <RequestDetails
          key={request.id}
          request={request}
          workspace={workspace}
          placeholderUrls={placeholderUrls}
          rights={rights}
          onOpen={onOpen}
        />
      )}
    </RecordSheet>
  );
}
