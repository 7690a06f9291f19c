import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";

export const InboundWebhooksHeader = ({ actions }: { actions?: ReactNode }) => (
  <PageHeader
    title="Inbound webhooks"
    description="Secret URLs that other systems call to add, unsubscribe or delete contacts."
    actions={actions}
  />
);
