"use client";

import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page-header";

export default function WorkspaceError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Page>
      <ErrorState
        title="This page could not be loaded"
        description="Try again. If it stays, the server's log says why."
        requestId={error.digest}
        onRetry={reset}
      />
    </Page>
  );
}
