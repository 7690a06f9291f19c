import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { ImportHome } from "@/components/imports/import-home";
import { importsQuery } from "@/components/imports/queries";
import { listImports } from "@/lib/imports/list";
import { allows } from "@/lib/workspaces/allows";
import { type AudiencePageParams, pageAudience } from "../page-audience";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params }: { params: Promise<AudiencePageParams> }) {
  const { workspace, audienceId } = await params;
  const { ctx, screen } = await pageAudience(workspace, audienceId);
  const imports = await listImports(ctx, { audienceId, limit: 20 });
  return (
    <Prefetched data={[[importsQuery(screen).queryKey, firstPage(imports)]]}>
      <ImportHome {...screen} canWrite={allows(ctx, "contacts:write")} />
    </Prefetched>
  );
}
