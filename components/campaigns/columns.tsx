"use client";

import Link from "next/link";
import { useParams } from "next/navigation";
import { createContext, use } from "react";
import { numberText } from "@/components/audiences/count-text";
import { columnsOf } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import type { CampaignItem } from "@/lib/campaigns/contract";
import { CampaignMenu, type CampaignMenuActions } from "./campaign-menu";
import { campaignHome } from "./paths";
import { rateText } from "./rate-text";
import { CampaignStatusBadge } from "./status-badge";

/** What the menu of a row does; without them it offers nothing that changes. */
export const CampaignActions = createContext<CampaignMenuActions>({
  canWrite: false,
  onRename: () => undefined,
  onDelete: () => undefined,
  onDuplicate: () => undefined,
});

const dash = <span className="text-muted-foreground">–</span>;

const column = columnsOf<CampaignItem>();

export const campaignColumns = column.columns([
  column.accessor("name", {
    header: "Name",
    meta: { className: "w-[34%] max-w-0 max-sm:w-full", skeleton: "w-44" },
    cell: ({ row }) => <NameCell campaign={row.original} />,
  }),
  column.accessor("status", {
    header: "Status",
    meta: { className: "w-30", skeleton: "w-16" },
    cell: ({ getValue }) => <CampaignStatusBadge status={getValue()} />,
  }),
  column.accessor((campaign) => campaign.segmentName ?? campaign.audienceName, {
    id: "recipients of",
    header: "Goes to",
    meta: { className: "max-w-44", hideBelow: "md", skeleton: "w-24" },
    cell: ({ row: { original: campaign } }) => (
      <span className="block truncate">
        {campaign.audienceName}
        {campaign.segmentName === null ? null : (
          <span className="text-muted-foreground"> · {campaign.segmentName}</span>
        )}
      </span>
    ),
  }),
  column.accessor((campaign) => campaign.progress.total ?? campaign.progress.gathered, {
    id: "recipients",
    header: "Recipients",
    meta: { align: "right", hideBelow: "sm", skeleton: "w-12" },
    cell: ({ row: { original: campaign }, getValue }) => (campaign.startedAt === null ? dash : numberText(getValue())),
  }),
  column.accessor((campaign) => campaign.totals.opened, {
    id: "opened",
    header: "Opened",
    meta: { align: "right", hideBelow: "md", skeleton: "w-10" },
    cell: ({ row: { original: campaign }, getValue }) => rateText(getValue(), campaign.totals.sent) ?? dash,
  }),
  column.accessor((campaign) => campaign.totals.clicked, {
    id: "clicked",
    header: "Clicked",
    meta: { align: "right", hideBelow: "md", skeleton: "w-10" },
    cell: ({ row: { original: campaign }, getValue }) => rateText(getValue(), campaign.totals.sent) ?? dash,
  }),
  column.accessor((campaign) => campaign.startedAt ?? campaign.scheduledAt, {
    id: "when",
    header: "Sent or due",
    meta: { align: "right", hideBelow: "sm", className: "w-28", skeleton: "w-16" },
    cell: ({ getValue }) => {
      const at = getValue();
      return at === null ? dash : <Time value={at} className="text-muted-foreground" />;
    },
  }),
  column.display({
    id: "actions",
    header: () => <span className="sr-only">Actions</span>,
    meta: { align: "right", className: "w-12", label: "Actions" },
    cell: ({ row }) => <ActionsCell campaign={row.original} />,
  }),
]);

function NameCell({ campaign }: { campaign: CampaignItem }) {
  const { workspace } = useParams<{ workspace: string }>();
  return (
    <span className="block">
      <Link
        href={campaignHome(workspace, campaign)}
        prefetch={false}
        title={campaign.name}
        className="block truncate font-medium hover:underline"
      >
        {campaign.name}
      </Link>
    </span>
  );
}

function ActionsCell({ campaign }: { campaign: CampaignItem }) {
  const { workspace } = useParams<{ workspace: string }>();
  return <CampaignMenu campaign={campaign} href={campaignHome(workspace, campaign)} {...use(CampaignActions)} />;
}
