import { FieldsView } from "@/components/inbound-setup/fields-view";
import { mappedReference, workspaceReference } from "@/lib/inbound/setup/field-reference";
import { fieldsOfType } from "@/lib/inbound/setup/workspace-body";
import type { SetupTabProps } from "./example";

export function FieldsTab({ webhook: { type, mapping }, fields }: SetupTabProps) {
  const taken = fieldsOfType(type, fields);
  if (mapping !== null)
    return (
      <FieldsView rows={mappedReference(mapping, taken)}>
        This webhook reads foreign payloads: each value is looked for at its path. Of several paths for one field the
        first that has a value counts, and everything else in the payload is ignored.
      </FieldsView>
    );
  return (
    <FieldsView rows={workspaceReference(taken)}>
      Keys that match no data field are ignored. A field that is left out stays as it is; a new contact gets its
      default.
    </FieldsView>
  );
}
