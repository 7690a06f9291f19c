import { PageHeader } from "@/components/ui/page-header";

export const DeliveriesHeader = () => (
  <PageHeader title="Deliveries" description="What webhooks have sent, what became of it, and what is sent next." />
);
