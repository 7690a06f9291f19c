"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { failureOf } from "@/components/audiences/failure";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";

/** What of a query the inspector shows. */
interface Loaded<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
  isRefetching: boolean;
}

/**
 * One record of a log in a sheet at the right, with steps to its neighbours in the table. Keep `id` in the URL; null closes it. The
 * children load the record and render a `RecordSheet`.
 */
export function RecordInspector({
  id,
  onOpen,
  children,
}: {
  id: string | null;
  onOpen: (id: string | null) => void;
  children: (id: string) => ReactNode;
}) {
  return (
    <Sheet open={id !== null} onOpenChange={(open) => (open ? undefined : onOpen(null))}>
      {id === null ? null : children(id)}
    </Sheet>
  );
}

/** The sheet with its record, or while that is loading, missing or failed. */
export function RecordSheet<T>({
  noun,
  id,
  ids,
  onOpen,
  isId,
  query: { data, error, refetch, isRefetching },
  title,
  description,
  children,
}: {
  /** What a record is called: "request". */
  noun: string;
  id: string;
  /** The rows of the table, to step through. */
  ids: readonly string[];
  onOpen: (id: string) => void;
  /** Whether the URL holds an id at all. */
  isId: boolean;
  query: Loaded<T>;
  title: (record: T) => ReactNode;
  description: (record: T) => ReactNode;
  children: (record: T) => ReactNode;
}) {
  const at = ids.indexOf(id);
  const step = (label: string, to: string | undefined, icon: ReactNode) => (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={label}
      disabled={to === undefined}
      onClick={() => to !== undefined && onOpen(to)}
    >
      {icon}
    </Button>
  );
  return (
    <SheetContent
      size="lg"
      title={data === undefined ? noun.charAt(0).toUpperCase() + noun.slice(1) : title(data)}
      description={data === undefined ? undefined : description(data)}
      actions={
        <>
          {step(`Newer ${noun}`, at > 0 ? ids[at - 1] : undefined, <ChevronUp />)}
          {step(`Older ${noun}`, at >= 0 ? ids[at + 1] : undefined, <ChevronDown />)}
        </>
      }
    >
      <SheetBody>
        {!isId ? (
          <ErrorState title={`There is no such ${noun}`} description="Check that you opened the whole link." />
        ) : data !== undefined ? (
          children(data)
        ) : error ? (
          <ErrorState
            title={`This ${noun} could not be loaded`}
            description={error.message}
            requestId={failureOf(error)?.requestId}
            onRetry={() => refetch()}
            retrying={isRefetching}
          />
        ) : (
          <RecordSkeleton noun={noun} />
        )}
      </SheetBody>
    </SheetContent>
  );
}

const RecordSkeleton = ({ noun }: { noun: string }) => (
  <div className="flex flex-col gap-5" role="status" aria-label={`Loading the ${noun}`}>
    <div className="flex flex-col gap-3.5">
      {["w-40", "w-72", "w-56", "w-48", "w-64", "w-52"].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
    <Skeleton className="h-36 rounded-lg" />
    <Skeleton className="h-48 rounded-lg" />
  </div>
);
