"use client";

import { useQuery } from "@tanstack/react-query";
import { FileChartColumn } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { isEditable } from "@/lib/campaigns/status";
import type { Issue } from "@/lib/errors";
import { reportPath } from "../paths";
import { campaignQuery } from "../queries";
import type { CampaignScreen } from "../scope";
import { checklist } from "./checklist";
import { ChecklistCard } from "./checklist-card";
import { SendCard } from "./send-card";
import { SendTestCard } from "./send-test-card";

/** The last look before a campaign goes out: what is missing, a test, and then now or at a moment. */
export function ReviewScreen({
  issues,
  ownEmail,
  canWrite,
  ...scope
}: CampaignScreen & {
  /** What keeps it from being sent. */
  issues: readonly Issue[];
  /** Where a test goes unless somebody types another address. */
  ownEmail: string;
}) {
  const { data: campaign } = useQuery(campaignQuery(scope));
  if (campaign === undefined) return null;
  if (!isEditable(campaign.status)) return <AlreadyOut href={reportPath(scope)} />;
  return (
    <div className="grid min-w-0 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <ChecklistCard scope={scope} campaign={campaign} lines={checklist(issues)} canWrite={canWrite} />
        {canWrite ? <SendTestCard scope={scope} campaign={campaign} ownEmail={ownEmail} /> : null}
      </div>
      <SendCard scope={scope} campaign={campaign} isReady={issues.length === 0} canWrite={canWrite} />
    </div>
  );
}

const AlreadyOut = ({ href }: { href: string }) => (
  <EmptyState
    framed
    icon={<FileChartColumn />}
    title="The sending has begun"
    description="What became of each mail stands in the report."
    action={
      <Button variant="outline" asChild>
        <Link href={href}>Open the report</Link>
      </Button>
    }
  />
);
