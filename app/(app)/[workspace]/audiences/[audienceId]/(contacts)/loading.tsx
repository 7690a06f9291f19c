import { ContactTableSkeleton } from "@/components/contacts/contact-table";
import { Skeleton } from "@/components/ui/skeleton";

export default function ContactsLoading() {
  return (
    <>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-8 w-96 max-w-full" />
        <Skeleton className="h-8 w-64 max-w-full" />
      </div>
      <ContactTableSkeleton />
    </>
  );
}
