import { RequestLogSkeleton } from "@/components/requests/request-log";

export default function RequestsLoading() {
  return <RequestLogSkeleton />;
}
