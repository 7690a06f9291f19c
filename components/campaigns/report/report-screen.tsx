"use client";

import { useQuery } from "@tanstack/react-query";
import { FileChartColumn } from "lucide-react";
import Link from "next/link";
import { failureOf } from "@/components/audiences/failure";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { isEditable } from "@/lib/campaigns/status";
import { campaignPath } from "../paths";
import { campaignQuery, reportQuery } from "../queries";
import type { CampaignScope } from "../scope";
import { LinkTable } from "./link-table";
import { MessageTable } from "./message-table";
import { ReportSkeleton } from "./report-skeleton";
import { ReportStats } from "./report-stats";
import { TrafficCard } from "./traffic-card";

/** What became of a campaign: in numbers, over time, per link, and for each contact. */
export function ReportScreen(scope: CampaignScope) {
  const { data: campaign } = useQuery(campaignQuery(scope));
  const report = useQuery({
    ...reportQuery(scope, campaign?.status === "sending"),
    enabled: campaign !== undefined && !isEditable(campaign.status),
  });
  if (campaign === undefined) return <ReportSkeleton />;
  if (isEditable(campaign.status)) return <NothingYet href={campaignPath(scope)} />;
  const failure = failureOf(report.error);
  return (
    <>
      {report.data ? (
        <>
          <ReportStats scope={scope} totals={report.data.totals} />
          <TrafficCard hours={report.data.hours} />
        </>
      ) : failure ? (
        <ErrorState
          description={failure.message}
          requestId={failure.requestId}
          onRetry={() => report.refetch()}
          retrying={report.isRefetching}
        />
      ) : (
        <ReportSkeleton />
      )}
      {campaign.trackClicks ? <LinkTable scope={scope} clickers={campaign.totals.clicked} /> : null}
      <MessageTable scope={scope} campaign={campaign} />
    </>
  );
}

const NothingYet = ({ href }: { href: string }) => (
  <EmptyState
    framed
    icon={<FileChartColumn />}
    title="Nothing to report yet"
    description="Once the campaign is being sent, this page shows who got it, opened it and clicked, as it happens."
    action={
      <Button variant="outline" asChild>
        <Link href={href}>Go on writing</Link>
      </Button>
    }
  />
);
