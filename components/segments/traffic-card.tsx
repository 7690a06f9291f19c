"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScope } from "@/components/audiences/scope";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { trafficQuery } from "./queries";

const height = 180;

/** Drawing charts is the heaviest part of this page, so it comes after the rest. */
const Chart = dynamic(() => import("@/components/ui/chart").then((module) => module.Chart), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

const spans = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const;

const dayText = (at: string): string =>
  new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** Who came and who went, day by day (UTC). */
export function TrafficCard({ segmentId, ...scope }: AudienceScope & { segmentId: string }) {
  const [days, setDays] = useState<(typeof spans)[number]["value"]>("30");
  const traffic = useQuery(trafficQuery(scope, segmentId, Number(days)));
  const failure = failureOf(traffic.error);
  return (
    <Card>
      <CardHeader
        title="Entered and left"
        actions={
          <Select
            size="sm"
            className="w-26"
            aria-label="Time span"
            options={spans}
            value={days}
            onValueChange={setDays}
          />
        }
      />
      <CardContent className="pt-2">
        {traffic.data ? (
          <Chart
            label={`Contacts that entered and left by day, the last ${days} days`}
            kind="bar"
            height={height}
            points={traffic.data.items.map(({ at, entered, left }) => ({ at, entered, left }))}
            series={[
              { key: "entered", label: "Entered" },
              { key: "left", label: "Left", tone: "3" },
            ]}
            formatX={dayText}
          />
        ) : failure ? (
          <ErrorState
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

const ChartSkeleton = () => (
  <div className="flex flex-col gap-3">
    <Skeleton className="h-4 w-40" />
    <Skeleton className="w-full" style={{ height }} />
  </div>
);
