import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";

export const JourneysHeader = ({ actions }: { actions?: ReactNode }) => (
  <PageHeader
    title="Journeys"
    description="What happens to each contact after something else has happened: waits, decisions, mails, webhooks."
    actions={actions}
  />
);
