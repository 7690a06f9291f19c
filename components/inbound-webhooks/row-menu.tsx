"use client";

import { BookOpen, EllipsisVertical, FileClock, Pencil, RefreshCw, Trash2 } from "lucide-react";
import Link from "next/link";
import { use } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import { requestsHref, WebhookActionsContext } from "./actions";

/** What can be done with a webhook; viewers get what only shows. */
export function RowMenu({ webhook }: { webhook: WorkspaceWebhook }) {
  const { workspace, canWrite, start } = use(WebhookActionsContext);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${webhook.name}`}>
          <EllipsisVertical />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {canWrite ? (
          <DropdownMenuItem onSelect={() => start("edit", webhook)}>
            <Pencil />
            Edit
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuItem onSelect={() => start("setup", webhook)}>
          <BookOpen />
          View setup information
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={requestsHref(workspace, webhook.id)}>
            <FileClock />
            View requests
          </Link>
        </DropdownMenuItem>
        {canWrite ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={() => start("rotate", webhook)}>
              <RefreshCw />
              Rotate URL
            </DropdownMenuItem>
            <DropdownMenuItem tone="danger" onSelect={() => start("delete", webhook)}>
              <Trash2 />
              Delete
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
