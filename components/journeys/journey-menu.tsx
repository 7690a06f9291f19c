"use client";

import {
  CirclePause,
  CirclePlay,
  Copy,
  EllipsisVertical,
  SquareArrowOutUpRight,
  TextCursorInput,
  Trash2,
} from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { JourneyItem } from "./queries";

export interface JourneyMenuActions {
  canWrite: boolean;
  onRename: (journey: JourneyItem) => void;
  onDuplicate: (journey: JourneyItem) => void;
  onStatus: (journey: JourneyItem, status: "live" | "paused") => void;
  onDelete: (journey: JourneyItem) => void;
}

/** What can be done with a journey, in the list and above its own screens. Viewers can open it. */
export function JourneyMenu({
  journey,
  href,
  look = "ghost",
  canWrite,
  onRename,
  onDuplicate,
  onStatus,
  onDelete,
}: JourneyMenuActions & {
  journey: JourneyItem;
  /** The journey's own page; left out where it is open. */
  href?: string;
  look?: "ghost" | "outline";
}) {
  if (!canWrite && href === undefined) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant={look}
          size={look === "ghost" ? "icon-sm" : "icon"}
          aria-label={href === undefined ? "More actions" : `Actions for ${journey.name}`}
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
            <DropdownMenuItem onSelect={() => onRename(journey)}>
              <TextCursorInput />
              Rename
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => onDuplicate(journey)}>
              <Copy />
              Duplicate
            </DropdownMenuItem>
            {journey.status === "live" ? (
              <DropdownMenuItem onSelect={() => onStatus(journey, "paused")}>
                <CirclePause />
                Pause
              </DropdownMenuItem>
            ) : null}
            {journey.status === "paused" ? (
              <DropdownMenuItem onSelect={() => onStatus(journey, "live")}>
                <CirclePlay />
                Resume
              </DropdownMenuItem>
            ) : null}
            <DropdownMenuSeparator />
            <DropdownMenuItem tone="danger" onSelect={() => onDelete(journey)}>
              <Trash2 />
              Delete
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
