"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { failureOf } from "@/components/audiences/failure";
import { useTimeZone } from "@/components/campaigns/local-moment";
import { durationText } from "@/components/log/duration-text";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { HealthBadge } from "@/components/webhooks/health-badge";
import { webhookName } from "@/components/webhooks/names";
import type { webhookTrafficContract } from "@/lib/deliveries/contract";
import type { Answer } from "@/lib/http/contract";
import type { Webhook } from "@/lib/webhooks/contract";
import { trafficQuery } from "./queries";

const height = 132;

/** Drawing charts is the heaviest part of this page, so it comes after the rest. */
const Chart = dynamic(() => import("@/components/ui/chart").then((module) => module.Chart), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

const spans = ["24", "168"] as const;
const spanOptions = [
  { value: "24", label: "Last 24 hours" },
  { value: "168", label: "Last 7 days" },
] satisfies { value: (typeof spans)[number]; label: string }[];

/** How a webhook's endpoint has been answering: attempts by hour, and how long they took. */
export function HealthCard({ workspace, webhook }: { workspace: string; webhook: Webhook }) {
  const [span, setSpan] = useQueryState("hours", parseAsStringLiteral(spans).withDefault("24"));
  const timeZone = useTimeZone();
  const traffic = useQuery(trafficQuery(workspace, webhook.id, Number(span)));
  const failure = failureOf(traffic.error);
  return (
    <Card>
      <CardHeader
        title={
          <span className="flex min-w-0 flex-wrap items-center gap-2">
            <span className="min-w-0 truncate">{webhookName(webhook)}</span>
            <HealthBadge health={webhook.health} />
          </span>
        }
        description={<span className="[overflow-wrap:anywhere]">{webhook.url}</span>}
        actions={
          <Select
            aria-label="Time span"
            options={spanOptions}
            value={span}
            onValueChange={(next) => void setSpan(spans.find((each) => each === next) ?? null)}
            className="w-40"
          />
        }
      />
      <CardContent className="pt-3">
        {traffic.data ? (
          <Chart
            label="Attempts by hour"
            kind="bar"
            height={height}
            points={traffic.data.hours.map((hour) => ({
              at: hour.hour,
              succeeded: hour.succeeded,
              failed: hour.failed,
              meanMs: hour.meanMs ?? 0,
            }))}
            series={[
              { key: "succeeded", label: "Delivered attempts" },
              { key: "failed", label: "Failed attempts", tone: "danger" },
            ]}
            aside={{
              label: "Mean duration",
              sum: meanText(traffic.data.hours),
              text: ({ meanMs, succeeded, failed }) =>
                Number(succeeded) + Number(failed) === 0 ? "–" : durationText(Number(meanMs)),
            }}
            formatX={(at) => hourText(at, timeZone)}
          />
        ) : failure ? (
          <ErrorState
            title="The chart could not be loaded"
            description={failure.message}
            requestId={failure.requestId}
            onRetry={() => traffic.refetch()}
            retrying={traffic.isRefetching}
          />
        ) : (
          <ChartSkeleton />
        )}
      </CardContent>
    </Card>
  );
}

const hourText = (at: string, timeZone: string): string =>
  new Date(at).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  });

/** Of all attempts, not of the hours. */
function meanText(hours: Answer<typeof webhookTrafficContract>["hours"]): string {
  let [attempts, durationMs] = [0, 0];
  for (const { succeeded, failed, meanMs } of hours) {
    attempts += succeeded + failed;
    durationMs += (succeeded + failed) * (meanMs ?? 0);
  }
  return attempts === 0 ? "–" : durationText(durationMs / attempts);
}

const ChartSkeleton = () => (
  <div className="flex flex-col gap-3">
    <Skeleton className="h-4 w-56" />
    <Skeleton className="w-full" style={{ height }} />
  </div>
);
