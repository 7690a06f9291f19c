import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { SheetSection } from "@/components/ui/sheet";
import { StatusBadge } from "@/components/ui/status-badge";
import type { WebhookTest } from "@/lib/webhooks/contract";
import { curlOf } from "@/lib/webhooks/curl";
import { prettyJson, RequestView } from "../request-view";

/** What went out and what came back. */
export function TestResult({ test, pending }: { test: WebhookTest; pending: boolean }) {
  const { request, response, succeeded, error, durationMs } = test;
  return (
    <div
      className={cn("flex min-w-0 flex-col gap-5", pending && "opacity-60")}
      aria-live="polite"
      aria-busy={pending}
      data-testid="test-result"
    >
      <SheetSection
        title="Response"
        actions={
          <>
            <span className="text-meta text-muted-foreground tabular-nums">{Math.round(durationMs)} ms</span>
            <StatusBadge tone={succeeded ? "success" : "danger"}>
              {response === null ? "No answer" : response.status}
            </StatusBadge>
          </>
        }
      >
        {succeeded ? (
          <p className="text-muted-foreground text-table">A delivery with this answer counts as delivered.</p>
        ) : (
          <Callout tone="danger">{error ?? "A delivery with this answer counts as failed."}</Callout>
        )}
        {response ? <Response response={response} /> : null}
      </SheetSection>
      <SheetSection
        title="Request"
        actions={
          <CopyButton value={() => curlOf(request)} variant="outline">
            Copy as curl
          </CopyButton>
        }
      >
        <RequestView request={request} />
      </SheetSection>
    </div>
  );
}

function Response({ response }: { response: NonNullable<WebhookTest["response"]> }) {
  const { headers, body, truncated } = response;
  const pretty = truncated ? null : prettyJson(body);
  return (
    <>
      <CodeBlock
        title="Headers"
        language="http"
        code={Object.entries(headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join("\n")}
        maxHeight="12rem"
        wrap
      />
      {body === "" ? (
        <p className="text-meta text-muted-foreground">The answer has no body.</p>
      ) : (
        <CodeBlock
          title={truncated ? "Body, the first 64 KiB of it" : "Body"}
          language={pretty === null ? "text" : "json"}
          code={pretty ?? body}
          maxHeight="20rem"
          wrap
        />
      )}
    </>
  );
}
