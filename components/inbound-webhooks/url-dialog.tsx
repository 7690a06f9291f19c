"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import { workspaceWebhookTypes } from "@/lib/inbound/workspace-webhooks/types";
import { UrlField } from "./url-field";

/** The URL that was just made, and the way to what a sender needs to know. */
export function UrlDialog({
  webhook,
  title,
  onClose,
  onSetup,
}: {
  webhook: WorkspaceWebhook;
  title: string;
  onClose: () => void;
  onSetup: () => void;
}) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={title} description={workspaceWebhookTypes[webhook.type].consequence}>
        <DialogBody className="flex flex-col gap-3">
          <UrlField url={webhook.url} />
          <p className="text-pretty text-meta text-muted-foreground">
            Whoever has this URL can use it: treat it like a password. Members of this workspace can read it in the list
            at any time.
          </p>
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onSetup}>
            View setup information
          </Button>
          <DialogClose asChild>
            <Button variant="primary">Done</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
