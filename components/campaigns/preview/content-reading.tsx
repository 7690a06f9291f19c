"use client";

import { useForm } from "react-hook-form";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import type { Campaign } from "@/lib/campaigns/contract";
import { isEditable } from "@/lib/campaigns/status";
import { type Draft, draftOf } from "../editor/draft";
import { PreviewPanel } from "./preview-panel";
import { usePreview } from "./use-preview";

/** What was sent, to read: the mail as any contact, and what it was sent with. */
export function ContentReading({ workspace, campaign }: { workspace: string; campaign: Campaign }) {
  const form = useForm<Draft>({ defaultValues: draftOf(campaign) });
  const preview = usePreview({ workspace, campaignId: campaign.id }, campaign.audienceId, form.control);
  const { fromName, fromEmail, replyTo, audienceName, segmentName, trackOpens, trackClicks, ratePerMinute } = campaign;
  return (
    <div className="grid min-w-0 items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <Card>
        <CardHeader title={isEditable(campaign.status) ? "Will be sent with" : "Sent with"} />
        <CardContent className="pt-2">
          <KeyValueList className="[&>div]:sm:grid-cols-[5.5rem_minmax(0,1fr)]">
            <KeyValue label="Subject">{campaign.subject}</KeyValue>
            <KeyValue label="From">
              {fromName} {fromEmail === "" ? null : `<${fromEmail}>`}
            </KeyValue>
            <KeyValue label="Reply-to">{replyTo}</KeyValue>
            <KeyValue label="Audience">{audienceName}</KeyValue>
            <KeyValue label="Segment">{segmentName}</KeyValue>
            <KeyValue label="Opens">{trackOpens ? "Tracked" : "Not tracked"}</KeyValue>
            <KeyValue label="Clicks">{trackClicks ? "Tracked" : "Not tracked"}</KeyValue>
            <KeyValue label="Speed limit">
              {ratePerMinute === null ? null : `${ratePerMinute.toLocaleString("en")} mails a minute`}
            </KeyValue>
          </KeyValueList>
        </CardContent>
      </Card>
      <PreviewPanel workspace={workspace} audienceId={campaign.audienceId} preview={preview} />
    </div>
  );
}
