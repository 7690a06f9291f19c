import type { Metadata } from "next";
import { AudienceSettings } from "@/components/audience-settings/audience-settings";
import { Prefetched } from "@/components/audiences/prefetched";
import { audienceQuery } from "@/components/audiences/queries";
import { fieldsQuery } from "@/components/data-fields/queries";
import { webhookQuery } from "@/components/inbound-webhook/queries";
import { listFields } from "@/lib/audiences/fields/list";
import { isAppError } from "@/lib/errors";
import { getWebhook } from "@/lib/inbound/get-webhook";
import { placeholderUrls } from "@/lib/inbound/setup/placeholder";
import { allows } from "@/lib/workspaces/allows";
import { type AudiencePageParams, pageAudience } from "../page-audience";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<AudiencePageParams> }) {
  const { workspace, audienceId } = await params;
  const { ctx, audience, screen } = await pageAudience(workspace, audienceId);
  const [webhook, fields] = await Promise.all([
    getWebhook(ctx, { audienceId }).catch((error: unknown) => {
      if (isAppError(error) && error.code === "not_found") return null;
      throw error;
    }),
    listFields(ctx, { audienceId }),
  ]);
  return (
    <Prefetched
      data={[
        [audienceQuery(screen).queryKey, audience],
        [webhookQuery(screen).queryKey, webhook],
        [fieldsQuery(screen).queryKey, fields],
      ]}
    >
      <AudienceSettings
        {...screen}
        canWrite={screen.canWrite && allows(ctx, "webhooks:write")}
        placeholderUrls={placeholderUrls(ctx.env.publicUrl)}
        confirmUrl={`${ctx.env.publicUrl}/confirm/…`}
      />
    </Prefetched>
  );
}
