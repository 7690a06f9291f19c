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
import type { WebhookUrls } from "@/lib/inbound/setup/placeholder";
import { requestQuery } from "./queries";
import { RequestDetails, type RequestRights } from "./request-details";

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
export function RequestInspector({ requestId, ids, onOpen, ...rest }: InspectorProps) {
  const at = requestId === null ? -1 : ids.indexOf(requestId);
  return (
    <Sheet open={requestId !== null} onOpenChange={(open) => (open ? undefined : onOpen(null))}>
      {requestId === null ? null : (
        <Inspected
          {...rest}
          requestId={requestId}
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
  requestId,
  newer,
  older,
  onOpen,
  placeholderUrls,
  rights,
}: Omit<InspectorProps, "requestId" | "ids"> & { requestId: string; newer?: string; older?: string }) {
  const isId = idSchema("request").safeParse(requestId).success;
  const { data, error, refetch, isRefetching } = useQuery({ ...requestQuery(workspace, requestId), enabled: isId });
  const step = (label: string, to: string | undefined, icon: React.ReactNode) => (
    <Button variant="ghost" size="icon-sm" aria-label={label} disabled={!to} onClick={() => to && onOpen(to)}>
      {icon}
    </Button>
  );
  return (
    <SheetContent
      size="lg"
      title={data ? (data.email ?? "Request without a valid address") : "Request"}
      description={data ? <Time value={data.createdAt} format="exact" /> : undefined}
      actions={
        <>
          {step("Newer request", newer, <ChevronUp />)}
          {step("Older request", older, <ChevronDown />)}
        </>
      }
    >
      <SheetBody>
        {!isId ? (
          <ErrorState title="There is no such request" description="Check that you opened the whole link." />
        ) : data ? (
          <RequestDetails
            key={data.id}
            request={data}
            workspace={workspace}
            placeholderUrls={placeholderUrls}
            rights={rights}
            onOpen={onOpen}
          />
        ) : error ? (
          <ErrorState
            title="This request could not be loaded"
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
  <div className="flex flex-col gap-5" role="status" aria-label="Loading the request">
    <div className="flex flex-col gap-3.5">
      {["w-40", "w-72", "w-56", "w-48", "w-64", "w-52"].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
    <Skeleton className="h-36 rounded-lg" />
    <Skeleton className="h-48 rounded-lg" />
  </div>
);
