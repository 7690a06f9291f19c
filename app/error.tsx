"use client";

import { Logo } from "@/components/shell/logo";
import { ErrorState } from "@/components/ui/error-state";

/** Where nothing nearer says it: the workspace itself, signing in, an invitation. */
export default function AppError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 p-6">
      <Logo />
      <ErrorState
        title="This page could not be loaded"
        description="Try again. If it stays, the server's log says why."
        requestId={error.digest}
        onRetry={reset}
      />
    </main>
  );
}
