"use client";

import { ErrorState } from "@/components/ui/error-state";

/** What Next hands to an `error.tsx`. */
export interface PageFailure {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A page, or a part of one, that the server could not make. */
export const PageError = ({ error, reset }: PageFailure) => (
  <ErrorState
    title="This page could not be loaded"
    description="Try again. If it stays, the server's log says why."
    requestId={error.digest}
    onRetry={reset}
  />
);
