"use client";

import { Copy, EllipsisVertical, FileClock, Pencil, Send, ShieldCheck, Trash2 } from "lucide-react";
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
import type { Webhook } from "@/lib/webhooks/contract";
import { WebhookActionsContext } from "./actions";
import { webhookName } from "./names";
import { deliveriesPath, newWebhookPath, webhookPath } from "./scope";

/** What can be done with a webhook; viewers get what only shows. */
export function RowMenu({ webhook }: { webhook: Webhook }) {
  const { start, canWrite, ...scope } = use(WebhookActionsContext);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${webhookName(webhook)}`}>
          <EllipsisVertical />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {canWrite ? (
          <>
            <DropdownMenuItem asChild>
              <Link href={webhookPath(scope, webhook.id)}>
                <Pencil />
                Edit
              </Link>
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => start("test", webhook)}>
              <Send />
              Send test
            </DropdownMenuItem>
          </>
        ) : null}
        <DropdownMenuItem onSelect={() => start("verify", webhook)}>
          <ShieldCheck />
          Verify requests
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={deliveriesPath(scope.workspace, webhook.id)}>
            <FileClock />
            View deliveries
          </Link>
        </DropdownMenuItem>
        {canWrite ? (
          <>
            <DropdownMenuItem asChild>
              <Link href={newWebhookPath(scope, webhook.id)}>
                <Copy />
                Duplicate
              </Link>
            </DropdownMenuItem>
            <DropdownMenuSeparator />
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
