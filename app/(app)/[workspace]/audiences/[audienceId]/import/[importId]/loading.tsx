import { ImportSkeleton } from "@/components/imports/import-screen";

export default function ImportLoading() {
  return <ImportSkeleton />;
}
