import { ReportSkeleton } from "@/components/campaigns/report/report-skeleton";

export default function ReportLoading() {
  return <ReportSkeleton />;
}
