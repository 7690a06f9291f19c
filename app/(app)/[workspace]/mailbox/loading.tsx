import { MailTableSkeleton } from "@/components/mailbox/mail-table";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { MailboxHeader } from "./mailbox-header";

export default function MailboxLoading() {
  return (
    <Page>
      <MailboxHeader />
      <Skeleton className="h-8 w-64 max-w-full" />
      <MailTableSkeleton />
    </Page>
  );
}
