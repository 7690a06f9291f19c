import { PageHeader } from "@/components/ui/page-header";

export const MailboxHeader = () => (
  <PageHeader title="Mailbox" description="Every mail that this workspace wrote, and what became of it." />
);
