"use client";

import { Logo } from "@/components/shell/logo";
import { PageError, type PageFailure } from "@/components/shell/page-error";

/** Where nothing nearer says it: the workspace itself, signing in, an invitation. */
export default function AppError(failure: PageFailure) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 p-6">
      <Logo />
      <PageError {...failure} />
    </main>
  );
}
