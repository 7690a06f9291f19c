import type { Metadata } from "next";
import { ApiKeysPanel } from "@/components/api-keys/api-keys-panel";
import { pageContext } from "@/lib/api/page-context";
import { pageLimit } from "@/lib/pagination";
import { listApiKeys } from "@/lib/workspaces/api-keys/list";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const ctx = await pageContext(workspace);
  const apiKeys = await listApiKeys(ctx, { limit: pageLimit });
  return (
    <ApiKeysPanel
      workspace={workspace}
      role={ctx.actor.role}
      apiUrl={`${ctx.env.publicUrl}/api/v1/workspaces/${workspace}`}
      apiKeys={apiKeys}
    />
  );
}
