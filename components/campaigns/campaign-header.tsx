"use client";

import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { CampaignMenu } from "./campaign-menu";
import { DeleteCampaignDialog } from "./delete-campaign-dialog";
import { campaignsPath, reviewPath } from "./paths";
import { campaignQuery } from "./queries";
import { RenameCampaignDialog } from "./rename-campaign-dialog";
import type { CampaignScreen } from "./scope";
import { SendingState } from "./sending/sending-state";
import { CampaignStatusBadge } from "./status-badge";
import { useDuplicateCampaign } from "./use-duplicate-campaign";

/** Name and status of a campaign, what can be done with it, and how far the sending has come: above each of its screens. */
export function CampaignHeader({ canWrite, ...scope }: CampaignScreen) {
  const { workspace } = scope;
  const router = useRouter();
  const pathname = usePathname();
  const [asked, setAsked] = useState<"rename" | "delete" | null>(null);
  const duplicate = useDuplicateCampaign(workspace);
  const { data: campaign } = useQuery(campaignQuery(scope));
  if (campaign === undefined) return null;
  const review = reviewPath(scope);
  return (
    <>
      <PageHeader
        title={campaign.name}
        badge={<CampaignStatusBadge status={campaign.status} />}
        actions={
          <>
            {canWrite && campaign.status === "draft" && pathname !== review ? (
              <Button variant="primary" asChild>
                <Link href={review}>
                  <Eye />
                  Review and send
                </Link>
              </Button>
            ) : null}
            <CampaignMenu
              campaign={campaign}
              look="outline"
              canWrite={canWrite}
              onRename={() => setAsked("rename")}
              onDuplicate={duplicate}
              onDelete={() => setAsked("delete")}
            />
          </>
        }
      />
      {campaign.status === "draft" ? null : (
        <SendingState workspace={workspace} campaign={campaign} canWrite={canWrite} />
      )}
      {asked === "rename" ? (
        <RenameCampaignDialog workspace={workspace} campaign={campaign} onClose={() => setAsked(null)} />
      ) : null}
      {asked === "delete" ? (
        <DeleteCampaignDialog
          workspace={workspace}
          campaign={campaign}
          onClose={() => setAsked(null)}
          onDeleted={() => router.push(campaignsPath(workspace))}
        />
      ) : null}
    </>
  );
}
