"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader } from "@/components/ui/page-header";
import type { MemberRole } from "@/db/enums";
import type { Page as ListPage } from "@/lib/pagination";
import type { ApiKey } from "@/lib/workspaces/contract";
import { can } from "@/lib/workspaces/permissions";
import { apiKeyColumns } from "./columns";
import { CreateKeyDialog } from "./create-key-dialog";
import { apiKeysQuery } from "./queries";

/** The keys by which other systems use the admin API. */
export function ApiKeysPanel({
  workspace,
  role,
  apiUrl,
  apiKeys,
}: {
  workspace: string;
  role: MemberRole;
  apiUrl: string;
  apiKeys: ListPage<ApiKey>;
}) {
  const [creating, setCreating] = useState(false);
  const list = useQuery({ ...apiKeysQuery(workspace), initialData: apiKeys });
  const mayChange = can(role, "api_keys:write");
  const columns = useMemo(() => apiKeyColumns(workspace, mayChange), [workspace, mayChange]);
  const create = mayChange ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus />
      Create API key
    </Button>
  ) : null;
  return (
    <Page>
      <PageHeader
        title="API keys"
        description="With a key, another system uses the admin API of this workspace. Webhook URLs need none."
        actions={list.data.items.length > 0 ? create : null}
      />
      <DataTable
        label="API keys"
        columns={columns}
        rows={list.data.items}
        rowId={(key) => key.id}
        error={list.error}
        onRetry={() => list.refetch()}
        retrying={list.isRefetching}
        empty={
          <EmptyState
            icon={<KeyRound />}
            title="No API keys yet"
            description={
              mayChange
                ? "Create one for each system that calls the API, so that you can revoke it alone."
                : "Only admins create API keys. Ask one if you need a key."
            }
            action={create}
          />
        }
      />
      <CreateKeyDialog workspace={workspace} apiUrl={apiUrl} open={creating} onOpenChange={setCreating} />
    </Page>
  );
}
