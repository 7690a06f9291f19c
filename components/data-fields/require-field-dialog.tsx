"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { AudienceScope } from "@/components/audiences/scope";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Field, updateFieldContract } from "@/lib/audiences/fields/contract";
import { call } from "@/lib/http/client";
import { ImpactNote } from "./impact-note";
import { fieldsKey } from "./queries";

/** Shows what would have been refused before a field becomes required. */
export function RequireFieldDialog({
  field,
  onClose,
  ...scope
}: AudienceScope & { field: Field; onClose: () => void }) {
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="primary"
      title={`Make ${field.label} required?`}
      description="The audience's webhook then refuses new contacts without it. Contacts who have a value can't lose it."
      confirmLabel="Make required"
      onConfirm={async () => {
        await call(updateFieldContract, scope.workspace, {
          audienceId: scope.audienceId,
          key: field.key,
          required: true,
        });
        await queries.invalidateQueries({ queryKey: fieldsKey(scope) });
        toast.success(`${field.label} is required from now on.`);
      }}
    >
      <ImpactNote {...scope} field={field} />
    </ConfirmDialog>
  );
}
