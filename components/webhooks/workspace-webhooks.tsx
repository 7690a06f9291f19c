"use client";

import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import type { WebhookScreen } from "./scope";
import { WebhooksScreen } from "./webhooks-screen";

export const WorkspaceWebhooksHeader = ({ actions }: { actions?: ReactNode }) => (
  <PageHeader
    title="Webhooks"
    description="Outgoing: send what happens in campaigns, with contacts and segments to other systems. For URLs that others call, see Settings, Inbound webhooks."
    actions={actions}
  />
);

/** The workspace's own outgoing webhooks, under the page's header. */
export const WorkspaceWebhooks = (screen: WebhookScreen) => (
  <WebhooksScreen {...screen} header={(actions) => <WorkspaceWebhooksHeader actions={actions} />} />
);
