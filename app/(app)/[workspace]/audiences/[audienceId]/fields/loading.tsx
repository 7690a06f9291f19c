import { FieldTableSkeleton } from "@/components/data-fields/field-table";

export default function FieldsLoading() {
  return <FieldTableSkeleton />;
}
