"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { Campaign } from "@/lib/campaigns/contract";
import { campaignPath } from "../paths";
import type { CampaignScope } from "../scope";
import type { ChecklistKey, ChecklistLine } from "./checklist";

/** What a campaign is about to be, line by line, with what is missing and a way to the field. */
export function ChecklistCard({
  scope,
  campaign,
  lines,
  canWrite,
}: {
  scope: CampaignScope;
  campaign: Campaign;
  lines: readonly ChecklistLine[];
  canWrite: boolean;
}) {
  const open = lines.filter(({ problems }) => problems.length > 0).length;
  return (
    <Card>
      <CardHeader
        title={open === 0 ? "Ready to send" : open === 1 ? "One thing is missing" : `${open} things are missing`}
        description={open === 0 ? "Look at it once more: mail can't be called back." : undefined}
      />
      <ul className="mt-3 flex flex-col">
        {lines.map(({ key, title, problems, field }) => (
          <li key={key} className="flex min-w-0 items-start gap-3 border-t px-4 py-3">
            {problems.length === 0 ? (
              <CircleCheck aria-label="Ready" className="mt-px size-4 shrink-0 text-success-foreground" />
            ) : (
              <CircleAlert aria-label="Missing" className="mt-px size-4 shrink-0 text-danger-foreground" />
            )}
            <div className="min-w-0 flex-1 text-table">
              <p className="font-medium">{title}</p>
              <div className="text-muted-foreground [overflow-wrap:anywhere]">{summaries[key](campaign)}</div>
              {problems.map((problem) => (
                <p key={problem} className="text-danger-foreground">
                  {problem}
                </p>
              ))}
            </div>
            {canWrite ? (
              <Button variant="outline" size="sm" asChild>
                <Link
                  href={`${campaignPath(scope)}#${field}`}
                  aria-label={`${problems.length === 0 ? "Edit" : "Fix"} ${title.toLowerCase()}`}
                >
                  {problems.length === 0 ? "Edit" : "Fix"}
                </Link>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const summaries: Record<ChecklistKey, (campaign: Campaign) => ReactNode> = {
  recipients: ({ audienceName, segmentName }) =>
    segmentName === null
      ? `Everybody Active in ${audienceName}`
      : `Everybody Active in the segment ${segmentName} of ${audienceName}`,
  subject: ({ subject, previewText }) => (
    <>
      {subject}
      {previewText === "" ? null : <span className="block">{previewText}</span>}
    </>
  ),
  sender: ({ fromName, fromEmail, replyTo }) =>
    [fromName, fromEmail === "" ? "" : `<${fromEmail}>`, replyTo === null ? "" : `· answers go to ${replyTo}`]
      .filter((part) => part !== "")
      .join(" "),
  content: ({ html, trackOpens, trackClicks }) =>
    html.trim() === ""
      ? null
      : trackOpens && trackClicks
        ? "Opens and clicks are tracked."
        : trackOpens
          ? "Opens are tracked, clicks are not."
          : trackClicks
            ? "Clicks are tracked, opens are not."
            : "Neither opens nor clicks are tracked.",
};
