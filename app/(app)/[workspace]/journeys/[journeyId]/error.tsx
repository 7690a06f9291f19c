"use client";

import { ErrorState } from "@/components/ui/error-state";

/** A screen that failed leaves the journey's name and tabs in their place. */
export default function JourneyError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <ErrorState
      title="This page could not be loaded"
      description="Try again. If it stays, the server's log says why."
      requestId={error.digest}
      onRetry={reset}
    />
  );
}
