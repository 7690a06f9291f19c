import { PageHeader } from "@/components/ui/page-header";

export const RequestsHeader = () => (
  <PageHeader
    title="Requests"
    description="What came in through the webhooks of all audiences, and what became of it."
  />
);
