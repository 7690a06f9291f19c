"use client";

import { FlaskConical } from "lucide-react";
import { failureOf } from "@/components/audiences/failure";
import { CodeBlock } from "@/components/ui/code-block";
import { Diff } from "@/components/ui/diff";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { SheetSection } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Answer } from "@/lib/http/contract";
import type { testWebhookContract } from "@/lib/inbound/contract";
import { diffContacts } from "@/lib/inbound/setup/contact-diff";

/** What every kind of webhook answers to a test. */
export type TestAnswer = Answer<typeof testWebhookContract>;

/** The answer of a test, and what it did to the contact. */
export function TestResult({
  result,
  error,
  pending,
  onRetry,
}: {
  result: TestAnswer | undefined;
  error: Error | null;
  pending: boolean;
  onRetry: () => void;
}) {
  if (error)
    return (
      <ErrorState
        title="The test could not be sent"
        description={error.message}
        requestId={failureOf(error)?.requestId}
        onRetry={onRetry}
        retrying={pending}
      />
    );
  if (result === undefined) return pending ? <ResultSkeleton /> : <NoResult />;
  const accepted = result.status < 400;
  return (
    <div className="flex min-w-0 flex-col gap-5" aria-live="polite" aria-busy={pending}>
      <SheetSection
        title="Answer"
        actions={
          <>
            <span className="text-meta text-muted-foreground">{result.durationMs} ms</span>
            <StatusBadge tone={accepted ? "success" : "danger"}>{result.status}</StatusBadge>
          </>
        }
      >
        <CodeBlock language="json" code={JSON.stringify(result.answer, null, 2)} wrap />
      </SheetSection>
      <SheetSection title={result.dryRun ? "What would change on the contact" : "What changed on the contact"}>
        <Diff
          entries={diffContacts(result.before, result.after)}
          emptyText={accepted ? "Nothing." : "Nothing: the request was refused."}
        />
        {result.dryRun && accepted ? (
          <p className="text-meta text-muted-foreground">A dry run: nothing of this was saved.</p>
        ) : null}
      </SheetSection>
    </div>
  );
}

const NoResult = () => (
  <EmptyState
    framed
    icon={<FlaskConical />}
    title="No test yet"
    description="The status, the answer and what changes on the contact appear here."
    className="justify-center"
  />
);

const ResultSkeleton = () => (
  <div className="flex flex-col gap-3" role="status" aria-label="Sending the test">
    <Skeleton className="w-24" />
    <Skeleton className="h-40 rounded-lg" />
    <Skeleton className="w-48" />
    <Skeleton className="h-24 rounded-lg" />
  </div>
);
