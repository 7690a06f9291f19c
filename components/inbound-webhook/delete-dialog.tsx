"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { call } from "@/lib/http/client";
import { deleteWebhookContract } from "@/lib/inbound/contract";
import { webhookQuery } from "./queries";

/** Asks before the URL goes for good. */
export function DeleteDialog({ onDeleted, ...scope }: AudienceScope & { onDeleted: () => void }) {
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title="Delete the inbound webhook?"
      consequences={[
        "Its URL stops working at once: requests to it get a 404.",
        "Its redirects, allowed origins and request counts are deleted with it.",
        "Contacts and the request log stay. You can generate a new URL at any time.",
      ]}
      confirmLabel="Delete webhook"
      onConfirm={async () => {
        await call(deleteWebhookContract, scope.workspace, { audienceId: scope.audienceId });
        queries.setQueryData(webhookQuery(scope).queryKey, null);
        onDeleted();
        toast.success("Inbound webhook deleted.");
      }}
      trigger={<Button variant="outline">Delete</Button>}
    />
  );
}
