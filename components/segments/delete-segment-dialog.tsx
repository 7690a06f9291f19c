"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { AudienceScope } from "@/components/audiences/scope";
import { UsedBy } from "@/components/audiences/used-by";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { call } from "@/lib/http/client";
import { deleteSegmentContract, type Segment } from "@/lib/segments/contract";
import { segmentsKey, segmentUsageQuery } from "./queries";

/** Says who leaves and what names the segment, before it goes. */
export function DeleteSegmentDialog({
  segment,
  onClose,
  onDeleted,
  ...scope
}: AudienceScope & { segment: Pick<Segment, "id" | "name">; onClose: () => void; onDeleted?: () => void }) {
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete the segment ${segment.name}?`}
      description="This can't be undone. No contact is deleted."
      confirmLabel="Delete segment"
      onConfirm={async () => {
        await call(deleteSegmentContract, scope.workspace, { audienceId: scope.audienceId, segmentId: segment.id });
        toast.success(`Segment ${segment.name} deleted.`);
        onDeleted?.();
        await queries.invalidateQueries({
          queryKey: segmentsKey(scope),
          predicate: ({ queryKey }) => !queryKey.includes(segment.id),
        });
      }}
    >
      <UsedBy
        query={segmentUsageQuery(scope, segment.id)}
        linesOf={({ contacts }) => [
          contacts === 0
            ? "No contact is in it."
            : `${contacts.toLocaleString("en")} ${contacts === 1 ? "contact is" : "contacts are"} in it now; its history of who came and went is lost.`,
        ]}
      />
    </ConfirmDialog>
  );
}
