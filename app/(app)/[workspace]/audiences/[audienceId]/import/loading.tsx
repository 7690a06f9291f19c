import { ImportTableSkeleton } from "@/components/imports/import-table";

export default function ImportsLoading() {
  return <ImportTableSkeleton />;
}
