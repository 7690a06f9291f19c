import { RequestLogSkeleton } from "@/components/requests/request-log";
import { Page } from "@/components/ui/page-header";
import { RequestsHeader } from "./requests-header";

export default function RequestsLoading() {
  return (
    <Page>
      <RequestsHeader />
      <RequestLogSkeleton ofWorkspace />
    </Page>
  );
}
