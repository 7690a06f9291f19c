import { PageHeader } from "@/components/ui/page-header";

export const EventsHeader = () => (
  <PageHeader
    title="Events"
    description="What happened to contacts, in all audiences, and what other systems reported about them."
  />
);
