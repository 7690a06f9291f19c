"use client";

import { ArrowLeft, CircleQuestionMark, Copy, EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import type { AudienceScreen } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Segment } from "@/lib/segments/contract";
import { segmentPath, segmentsPath } from "./paths";

/** Name of a segment and what can be done with it. */
export function SegmentHeader({
  segment,
  canWrite,
  onAskWhy,
  onDelete,
  ...scope
}: AudienceScreen & { segment: Segment; onAskWhy: () => void; onDelete: () => void }) {
  return (
    <header className="flex flex-col gap-2">
      <Link
        href={segmentsPath(scope)}
        className="inline-flex items-center gap-1 self-start rounded-sm text-muted-foreground text-table hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-3.5" />
        Segments
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h2 className="min-w-0 flex-1 basis-60 text-title [overflow-wrap:anywhere]">{segment.name}</h2>
        <div className="flex shrink-0 flex-wrap gap-2">
          <Button variant="outline" onClick={onAskWhy}>
            <CircleQuestionMark />
            Why is somebody in it?
          </Button>
          {canWrite ? (
            <>
              <Button variant="outline" asChild>
                <Link href={`${segmentPath(scope, segment.id)}/edit`}>
                  <Pencil />
                  Edit
                </Link>
              </Button>
              <DropdownMenu>
                <DropdownMenuTrigger asChild>
                  <Button variant="outline" size="icon" aria-label="More actions">
                    <EllipsisVertical />
                  </Button>
                </DropdownMenuTrigger>
                <DropdownMenuContent>
                  <DropdownMenuItem asChild>
                    <Link href={`${segmentsPath(scope)}/new?from=${segment.id}`}>
                      <Copy />
                      Duplicate
                    </Link>
                  </DropdownMenuItem>
                  <DropdownMenuSeparator />
                  <DropdownMenuItem tone="danger" onSelect={onDelete}>
                    <Trash2 />
                    Delete
                  </DropdownMenuItem>
                </DropdownMenuContent>
              </DropdownMenu>
            </>
          ) : null}
        </div>
      </div>
    </header>
  );
}
