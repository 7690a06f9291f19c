"use client";

import { useQuery } from "@tanstack/react-query";
import { failureOf } from "@/components/audiences/failure";
import { audienceQuery } from "@/components/audiences/queries";
import type { AudienceScreen } from "@/components/audiences/scope";
import { WebhookCardSkeleton } from "@/components/inbound-webhook/webhook-card";
import { WebhookSection } from "@/components/inbound-webhook/webhook-section";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { WebhookUrls } from "@/lib/inbound/setup/placeholder";
import { DeleteCard } from "./delete-card";
import { DoubleOptInCard } from "./double-opt-in-card";
import { GeneralCard } from "./general-card";

/** Everything about an audience that is neither contacts nor what they are sorted by. */
export function AudienceSettings({
  placeholderUrls,
  confirmUrl,
  ...screen
}: AudienceScreen & { placeholderUrls: WebhookUrls; confirmUrl: string }) {
  const { data: audience, error, refetch, isRefetching } = useQuery(audienceQuery(screen));
  if (!audience)
    return error ? (
      <ErrorState
        description={error.message}
        requestId={failureOf(error)?.requestId}
        onRetry={() => refetch()}
        retrying={isRefetching}
      />
    ) : (
      <AudienceSettingsSkeleton />
    );
  return (
    <div className="flex flex-col gap-5">
      <GeneralCard {...screen} audience={audience} />
      <WebhookSection {...screen} doubleOptIn={audience.doubleOptIn} placeholderUrls={placeholderUrls} />
      <DoubleOptInCard {...screen} audience={audience} confirmUrl={confirmUrl} />
      {screen.canWrite ? <DeleteCard {...screen} audience={audience} /> : null}
    </div>
  );
}

/** The settings' shape while they are loading. */
export const AudienceSettingsSkeleton = () => (
  <div className="flex flex-col gap-5" role="status" aria-label="Loading settings">
    <Card>
      <CardHeader title="General" />
      <CardContent className="flex flex-col gap-2">
        <Skeleton className="w-12" />
        <Skeleton className="h-8 max-w-md rounded-md" />
      </CardContent>
    </Card>
    <WebhookCardSkeleton />
    <Card>
      <CardHeader title="Double opt-in" />
      <CardContent className="grid gap-6 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
          <Skeleton className="h-28" />
        </div>
        <Skeleton className="h-96 rounded-lg" />
      </CardContent>
    </Card>
  </div>
);
