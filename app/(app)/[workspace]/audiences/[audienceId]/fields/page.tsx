import type { Metadata } from "next";
import { Prefetched } from "@/components/audiences/prefetched";
import { FieldTable } from "@/components/data-fields/field-table";
import { fieldsQuery } from "@/components/data-fields/queries";
import { listFields } from "@/lib/audiences/fields/list";
import { type AudiencePageParams, pageAudience } from "../page-audience";

export const metadata: Metadata = { title: "Data fields" };

export default async function FieldsPage({ params }: { params: Promise<AudiencePageParams> }) {
  const { workspace, audienceId } = await params;
  const { ctx, screen } = await pageAudience(workspace, audienceId);
  const fields = await listFields(ctx, { audienceId });
  return (
    <Prefetched data={[[fieldsQuery(screen).queryKey, fields]]}>
      <FieldTable {...screen} />
    </Prefetched>
  );
}
