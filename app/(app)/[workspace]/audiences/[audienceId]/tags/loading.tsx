import { TagTableSkeleton } from "@/components/tags/tag-table";

export default function TagsLoading() {
  return <TagTableSkeleton />;
}
