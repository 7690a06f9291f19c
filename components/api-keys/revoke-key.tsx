"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Time } from "@/components/ui/time";
import { call } from "@/lib/http/client";
import { type ApiKey, revokeApiKeyContract } from "@/lib/workspaces/contract";
import { apiKeysQuery } from "./queries";

/** Ends a key, after saying what stops working and when it was last used. */
export function RevokeKey({ workspace, apiKey }: { workspace: string; apiKey: ApiKey }) {
  const queries = useQueryClient();
  async function revoke() {
    await call(revokeApiKeyContract, workspace, { apiKeyId: apiKey.id });
    toast.success(`${apiKey.name} was revoked`);
    await queries.invalidateQueries(apiKeysQuery(workspace));
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm" aria-label={`Revoke ${apiKey.name}`}>
          Revoke
        </Button>
      }
      title={`Revoke ${apiKey.name}?`}
      consequences={[
        `Every request with ${apiKey.masked} is refused from now on, with 401.`,
        apiKey.lastUsedAt === null ? (
          "It has never been used."
        ) : (
          <>
            It was last used <Time value={apiKey.lastUsedAt} />: whatever uses it stops working.
          </>
        ),
        "It can't be brought back. Webhook URLs are not affected.",
      ]}
      confirmLabel="Revoke key"
      onConfirm={revoke}
    />
  );
}
