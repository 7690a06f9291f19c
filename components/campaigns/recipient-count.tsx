"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { contactsText, numberText } from "@/components/audiences/count-text";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import type { Campaign } from "@/lib/campaigns/contract";
import { recipientsQuery } from "./queries";
import type { CampaignScope } from "./scope";

/** How many would get a campaign now, and how many of those it is meant for would not. */
export function RecipientCount({
  scope,
  campaign,
  className,
}: {
  scope: CampaignScope;
  campaign: Pick<Campaign, "audienceId" | "segmentId">;
  className?: string;
}) {
  const query = useQuery({ ...recipientsQuery(scope, campaign), placeholderData: keepPreviousData });
  const place = campaign.segmentId === null ? "audience" : "segment";
  return (
    <p
      role="status"
      className={cn(
        "flex items-start gap-2 rounded-md bg-muted/60 px-2.5 py-2 text-table",
        query.isPlaceholderData && "opacity-60",
        className,
      )}
    >
      <Users aria-hidden className="mt-px size-4 shrink-0 text-muted-foreground" />
      {query.data ? (
        <span className="min-w-0 text-pretty">
          <span className="font-medium">{contactsText(query.data.active)}</span> would get it now.{" "}
          <span className="text-muted-foreground">
            {query.data.others > 0
              ? `${numberText(query.data.others)} more ${query.data.others === 1 ? "is" : "are"} in the ${place} but not Active: only Active contacts get mail.`
              : "Only Active contacts get mail."}
          </span>
        </span>
      ) : query.isError ? (
        <span className="text-muted-foreground">Recipients could not be counted. {query.error.message}</span>
      ) : (
        <Skeleton className="w-56" />
      )}
    </p>
  );
}
