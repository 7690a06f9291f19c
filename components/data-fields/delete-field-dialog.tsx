"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { contactsText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { UsedBy } from "@/components/audiences/used-by";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { deleteFieldContract, type Field } from "@/lib/audiences/fields/contract";
import { call } from "@/lib/http/client";
import { fieldsKey, fieldUsageQuery } from "./queries";

/** Says how many contacts lose a value, and asks for the key to be typed while there are any. */
export function DeleteFieldDialog({ field, onClose, ...scope }: AudienceScope & { field: Field; onClose: () => void }) {
  const queries = useQueryClient();
  const usage = useQuery(fieldUsageQuery(scope, field.key));
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete the data field ${field.label}?`}
      description="This can't be undone."
      confirmLabel="Delete field"
      confirmText={usage.data?.contacts === 0 ? undefined : field.key}
      onConfirm={async () => {
        await call(deleteFieldContract, scope.workspace, { audienceId: scope.audienceId, key: field.key });
        await queries.invalidateQueries({ queryKey: fieldsKey(scope) });
        toast.success(`${field.label} deleted.`);
      }}
    >
      <UsedBy
        query={fieldUsageQuery(scope, field.key)}
        linesOf={({ contacts }) => [
          contacts === 0 ? "No contact has a value in it." : `${contactsText(contacts)} will lose their value.`,
          "Requests that send it are still accepted; the value is ignored.",
        ]}
      />
    </ConfirmDialog>
  );
}
