import { GroupTableSkeleton } from "@/components/groups/group-table";

export default function GroupsLoading() {
  return <GroupTableSkeleton />;
}
