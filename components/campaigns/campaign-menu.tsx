"use client";

import { Copy, EllipsisVertical, SquareArrowOutUpRight, TextCursorInput, Trash2 } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { CampaignItem } from "@/lib/campaigns/contract";
import { isDeletable } from "@/lib/campaigns/status";

export interface CampaignMenuActions {
  canWrite: boolean;
  onRename: (campaign: CampaignItem) => void;
  onDuplicate: (campaign: CampaignItem) => void;
  onDelete: (campaign: CampaignItem) => void;
}

/** What can be done with a campaign, in the list and on its own screens. Viewers can open it. */
export function CampaignMenu({
  campaign,
  href,
  look = "ghost",
  canWrite,
  onRename,
  onDuplicate,
  onDelete,
}: CampaignMenuActions & {
  campaign: CampaignItem;
  /** The campaign's own page; left out where it is open. */
  href?: string;
  look?: "ghost" | "outline";
}) {
  if (!canWrite && href === undefined) return null;
  const deletable = isDeletable(campaign.status);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant={look}
          size={look === "ghost" ? "icon-sm" : "icon"}
          aria-label={href === undefined ? "More actions" : `Actions for ${campaign.name}`}
        >
          <EllipsisVertical />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {href === undefined ? null : (
          <DropdownMenuItem asChild>
            <Link href={href}>
              <SquareArrowOutUpRight />
              Open
            </Link>
          </DropdownMenuItem>
        )}
        {canWrite ? (
          <>
            <DropdownMenuItem onSelect={() => onRename(campaign)}>
              <TextCursorInput />
              Rename
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => onDuplicate(campaign)}>
              <Copy />
              Duplicate
            </DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem
              tone="danger"
              disabled={!deletable}
              hint={deletable ? undefined : "Cancel it first"}
              onSelect={() => onDelete(campaign)}
            >
              <Trash2 />
              Delete
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
