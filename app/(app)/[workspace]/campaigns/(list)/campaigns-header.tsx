import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";

export const CampaignsHeader = ({ actions }: { actions?: ReactNode }) => (
  <PageHeader
    title="Campaigns"
    description="Mails to everybody Active in an audience or a segment, each with its report and webhooks."
    actions={actions}
  />
);
