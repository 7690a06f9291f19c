import { SearchX } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page-header";

export default function NotFoundInWorkspace() {
  return (
    <Page>
      <EmptyState
        framed
        icon={<SearchX />}
        title="There is nothing here"
        description="It may have been deleted, or the address is not quite right."
      />
    </Page>
  );
}
