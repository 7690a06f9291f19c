import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";

export const AudiencesHeader = ({ actions }: { actions?: ReactNode }) => (
  <PageHeader
    title="Audiences"
    description="Lists of contacts, each with its own data fields, groups, tags and webhook URL."
    actions={actions}
  />
);
