"use client";

import { useQuery } from "@tanstack/react-query";
import { allGroupsQuery } from "@/components/groups/queries";
import { FieldsView } from "@/components/inbound-setup/fields-view";
import { fieldReference } from "@/lib/inbound/setup/field-reference";
import type { SetupTabProps } from "./setup-sheet";

export function FieldsTab({ fields, ...scope }: SetupTabProps) {
  const { data: groups } = useQuery(allGroupsQuery(scope));
  return (
    <FieldsView rows={fieldReference(fields, groups?.items[0]?.id)}>
      Keys that no data field has are ignored, and the answer lists them in <code className="text-mono">ignored</code>.
      An empty value or null clears a field, or brings its default back; a field that is left out stays as it is.
    </FieldsView>
  );
}
