"use client";

import { PackageCheck } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { WebhookScreen } from "./scope";
import { WebhooksScreen } from "./webhooks-screen";

export const CampaignWebhooksHeader = ({ actions }: { actions?: ReactNode }) => (
  <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
    <div className="min-w-0 flex-1 basis-64">
      <h2 className="text-heading">Webhooks</h2>
      <p className="mt-0.5 max-w-prose text-pretty text-muted-foreground text-table">
        Automatically send event data of this campaign to CRMs, analytics tools or your own application.
      </p>
    </div>
    {actions}
  </div>
);

/** Connect → Webhooks: a campaign's own, inside the campaign's frame. */
export const CampaignWebhooks = (screen: WebhookScreen) => (
  <WebhooksScreen
    {...screen}
    header={(actions) => (
      <CampaignWebhooksHeader
        actions={
          <span className="flex flex-wrap items-center gap-2">
            <Button variant="outline" asChild>
              <Link href={`/${screen.workspace}/deliveries?campaign=${screen.campaignId}`}>
                <PackageCheck />
                View deliveries
              </Link>
            </Button>
            {actions}
          </span>
        }
      />
    )}
  />
);
