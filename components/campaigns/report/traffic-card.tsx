"use client";

import { ChartSpline } from "lucide-react";
import dynamic from "next/dynamic";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { CampaignReport } from "@/lib/campaigns/contract";
import { useTimeZone } from "../local-moment";
import { wholeHours } from "./hours";

const height = 200;

/** Drawing charts is the heaviest part of this page, so it comes after the rest. */
const Chart = dynamic(() => import("@/components/ui/chart").then((module) => module.Chart), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

const hourText = (at: string, timeZone: string): string =>
  new Date(at).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  });

/** Sent, opened and clicked by hour, each contact at its first time. */
export function TrafficCard({ hours }: { hours: CampaignReport["hours"] }) {
  const timeZone = useTimeZone();
  const points = wholeHours(hours);
  return (
    <Card>
      <CardHeader
        title="Over time"
        description={`By hour, ${timeZone.replaceAll("_", " ")}; each contact counts once, when it happened first.`}
      />
      <CardContent className="pt-3">
        {points.length === 0 ? (
          <EmptyState icon={<ChartSpline />} title="Nothing happened yet" description="The first mails show up here." />
        ) : (
          <Chart
            label="Contacts that the campaign was sent to, that opened it and that clicked, by hour"
            height={height}
            points={points.map(({ hour, sent, opened, clicked }) => ({ at: hour, sent, opened, clicked }))}
            series={[
              { key: "sent", label: "Sent" },
              { key: "opened", label: "Opened" },
              { key: "clicked", label: "Clicked" },
            ]}
            formatX={(at) => hourText(at, timeZone)}
          />
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
