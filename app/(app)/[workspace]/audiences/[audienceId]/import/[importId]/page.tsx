import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Prefetched } from "@/components/audiences/prefetched";
import { audienceQuery } from "@/components/audiences/queries";
import { fieldsQuery } from "@/components/data-fields/queries";
import { ImportScreen } from "@/components/imports/import-screen";
import { importQuery } from "@/components/imports/queries";
import { listFields } from "@/lib/audiences/fields/list";
import { isAppError } from "@/lib/errors";
import { getImportContract } from "@/lib/imports/contract";
import { getImport } from "@/lib/imports/get";
import { allows } from "@/lib/workspaces/allows";
import { type AudiencePageParams, pageAudience } from "../../page-audience";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params }: { params: Promise<AudiencePageParams & { importId: string }> }) {
  const { workspace, audienceId, importId } = await params;
  const { ctx, audience, screen } = await pageAudience(workspace, audienceId);
  if (!getImportContract.params.safeParse({ audienceId, importId }).success) notFound();
  const [item, fields] = await Promise.all([
    getImport(ctx, { audienceId, importId }).catch((error: unknown) => {
      if (isAppError(error) && error.code === "not_found") notFound();
      throw error;
    }),
    listFields(ctx, { audienceId }),
  ]);
  return (
    <Prefetched
      data={[
        [importQuery(screen, importId).queryKey, item],
        [fieldsQuery(screen).queryKey, fields],
        [audienceQuery(screen).queryKey, audience],
      ]}
    >
      <ImportScreen
        {...screen}
        importId={importId}
        canWrite={allows(ctx, "contacts:write")}
        canCreateFields={screen.canWrite}
      />
    </Prefetched>
  );
}
