import type { Metadata } from "next";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Page, PageHeader } from "@/components/ui/page-header";
import { DefaultAudienceForm } from "@/components/workspaces/default-audience-form";
import { RenameWorkspaceForm } from "@/components/workspaces/rename-form";
import { RetentionForm } from "@/components/workspaces/retention-form";
import { pageContext } from "@/lib/api/page-context";
import { findDefaultAudience } from "@/lib/audiences/default";
import { listAudiences } from "@/lib/audiences/list";
import { pageLimit } from "@/lib/pagination";
import { allows } from "@/lib/workspaces/allows";
import { getRetention } from "@/lib/workspaces/retention/get";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const ctx = await pageContext((await params).workspace);
  const { workspace, env } = ctx;
  const [retention, audiences, defaultAudienceId] = await Promise.all([
    getRetention(ctx),
    listAudiences(ctx, { limit: pageLimit }),
    findDefaultAudience(ctx),
  ]);
  return (
    <Page width="narrow">
      <PageHeader
        title="General"
        description="The name of this workspace, where contacts come in, how long it keeps things, and how integrations address it."
      />
      <Card>
        <CardHeader title="Workspace" />
        <CardContent>
          <RenameWorkspaceForm workspace={workspace} mayRename={allows(ctx, "workspace:write")} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader title="Contacts that come in" />
        <CardContent>
          <DefaultAudienceForm
            workspace={workspace.slug}
            audiences={audiences.items}
            defaultAudienceId={defaultAudienceId}
            mayChange={allows(ctx, "workspace:write")}
          />
        </CardContent>
      </Card>
      <Card>
        <CardHeader
          title="How long we keep things"
          description="What is older is removed for good. Contacts, their data and their consent log stay until you delete them."
        />
        <CardContent>
          <RetentionForm workspace={workspace.slug} retention={retention} mayChange={allows(ctx, "workspace:write")} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader title="For integrations" description="What calls to the admin API need." />
        <CardContent>
          <KeyValueList>
            <KeyValue label="Slug" mono copy={workspace.slug}>
              {workspace.slug}
            </KeyValue>
            <KeyValue label="Workspace id" mono copy={workspace.id}>
              {workspace.id}
            </KeyValue>
            <KeyValue label="API base URL" mono copy={`${env.publicUrl}/api/v1/workspaces/${workspace.slug}`}>
              {`${env.publicUrl}/api/v1/workspaces/${workspace.slug}`}
            </KeyValue>
          </KeyValueList>
        </CardContent>
      </Card>
    </Page>
  );
}
