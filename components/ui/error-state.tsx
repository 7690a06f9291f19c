"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

/** Something could not be loaded: what, and a way to try again. `requestId` helps whoever is asked for help. */
export function ErrorState({
  title = "This could not be loaded",
  description = "Check your connection and try again.",
  requestId,
  onRetry,
  retrying,
  action,
  className,
}: {
  title?: ReactNode;
  description?: ReactNode;
  requestId?: string;
  onRetry?: () => void;
  retrying?: boolean;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div role="alert" className={cn("flex flex-col items-center px-4 py-10 text-center", className)}>
      <TriangleAlert aria-hidden className="mb-3 size-5 text-danger-foreground" />
      <p className="font-medium text-body">{title}</p>
      {description ? (
        <div className="mt-1 max-w-md text-balance text-muted-foreground text-table">{description}</div>
      ) : null}
      {requestId ? <p className="mt-2 text-mono text-muted-foreground">{requestId}</p> : null}
      {onRetry || action ? (
        <div className="mt-4 flex flex-wrap items-center justify-center gap-2">
          {onRetry ? (
            <Button variant="outline" onClick={onRetry} loading={retrying}>
              <RotateCw />
              Try again
            </Button>
          ) : null}
          {action}
        </div>
      ) : null}
    </div>
  );
}
