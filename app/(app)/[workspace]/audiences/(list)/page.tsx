import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { AudienceTable } from "@/components/audiences/audience-table";
import { CreateAudienceDialog } from "@/components/audiences/create-audience-dialog";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { audiencesQuery } from "@/components/audiences/queries";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";
import { pageContext } from "@/lib/api/page-context";
import { listAudiencesContract } from "@/lib/audiences/contract";
import { listAudiences } from "@/lib/audiences/list";
import { allows } from "@/lib/workspaces/allows";
import { AudiencesHeader } from "./audiences-header";

export const metadata: Metadata = { title: "Audiences" };

export default async function AudiencesPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const ctx = await pageContext(workspace);
  const audiences = await listAudiences(ctx, listAudiencesContract.query.parse({}));
  const canWrite = allows(ctx, "audiences:write");
  return (
    <Page>
      <AudiencesHeader
        actions={
          canWrite ? (
            <CreateAudienceDialog
              workspace={workspace}
              trigger={
                <Button variant="primary">
                  <Plus />
                  Create audience
                </Button>
              }
            />
          ) : null
        }
      />
      <Prefetched data={[[audiencesQuery(workspace).queryKey, firstPage(audiences)]]}>
        <AudienceTable workspace={workspace} canWrite={canWrite} />
      </Prefetched>
    </Page>
  );
}
