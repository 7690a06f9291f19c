"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { failureOf, toastFailure } from "@/components/audiences/failure";
import type { AudienceScreen } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { DeleteDialog } from "./delete-dialog";
import { FreshUrls } from "./fresh-urls";
import { webhookQuery } from "./queries";
import { RegenerateDialog } from "./regenerate-dialog";
import type { useGenerate } from "./use-generate";
import { WebhookFacts } from "./webhook-facts";

/** Generates, shows, regenerates and deletes the URL that contacts come in through. */
export function WebhookCard({
  canWrite,
  generated,
  onSetup,
  ...scope
}: AudienceScreen & { generated: ReturnType<typeof useGenerate>; onSetup: () => void }) {
  const { data: webhook, error, refetch, isRefetching } = useQuery(webhookQuery(scope));
  if (webhook === undefined)
    return error ? (
      <Card>
        <CardHeader title="Inbound Webhook" />
        <ErrorState
          description={failureOf(error)?.message}
          requestId={failureOf(error)?.requestId}
          onRetry={() => refetch()}
          retrying={isRefetching}
        />
      </Card>
    ) : (
      <WebhookCardSkeleton />
    );
  if (webhook === null) return <NoWebhook canWrite={canWrite} generate={generated.generate} />;
  return (
    <Card>
      <CardHeader
        title="Inbound Webhook"
        description="Adds or updates contacts the moment another platform posts JSON or form data to this audience’s own URL."
      />
      <CardContent className="flex flex-col gap-4">
        {generated.urls ? <FreshUrls urls={generated.urls} onSaved={generated.forget} /> : null}
        <WebhookFacts
          webhook={webhook}
          hideUrls={generated.urls !== null}
          logHref={`/${scope.workspace}/audiences/${scope.audienceId}/requests`}
        />
        <p className="text-pretty text-muted-foreground text-table">
          The digit at the end of the URL is the mode: <code className="text-foreground text-mono">1</code> means add
          only (new contacts only), <code className="text-foreground text-mono">2</code> means add and update (new or
          existing). Switch by changing the digit; no regeneration is needed.
        </p>
      </CardContent>
      <CardFooter>
        <Button variant="outline" onClick={onSetup}>
          View setup information
        </Button>
        {canWrite ? (
          <span className="flex flex-wrap gap-2">
            <RegenerateDialog webhook={webhook} generate={generated.generate} />
            <DeleteDialog {...scope} onDeleted={generated.forget} />
          </span>
        ) : null}
      </CardFooter>
    </Card>
  );
}

function NoWebhook({ canWrite, generate }: { canWrite: boolean; generate: () => Promise<void> }) {
  const [pending, setPending] = useState(false);
  async function run() {
    setPending(true);
    try {
      await generate();
      toast.success("Webhook URL generated. Copy it now.");
    } catch (error) {
      toastFailure(error instanceof Error ? error : new Error("The URL could not be generated. Try again."));
    } finally {
      setPending(false);
    }
  }
  return (
    <Card>
      <CardHeader
        title="Inbound Webhook"
        description={
          canWrite
            ? "Generate a URL of this audience’s own, and contacts are added or updated the moment another platform posts JSON or form data to it."
            : "This audience has no webhook URL yet. Ask a marketer or an admin of this workspace to generate it."
        }
      />
      <CardContent>
        {canWrite ? (
          <Button variant="primary" loading={pending} onClick={run}>
            Generate webhook URL
          </Button>
        ) : null}
      </CardContent>
    </Card>
  );
}

/** The card's shape while it is loading. */
export const WebhookCardSkeleton = () => (
  <Card aria-busy>
    <CardHeader title="Inbound Webhook" description={<Skeleton className="w-80 max-w-full" />} />
    <CardContent className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="flex flex-col gap-3.5">
        {["w-64", "w-56", "w-24", "w-28", "w-20"].map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
      <Skeleton className="h-32 rounded-lg" />
    </CardContent>
  </Card>
);
