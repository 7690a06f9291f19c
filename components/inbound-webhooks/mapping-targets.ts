import type { ComboboxOption } from "@/components/ui/combobox";
import type { Field } from "@/lib/audiences/fields/contract";
import type { MappingPreset } from "@/lib/inbound/workspace-webhooks/presets";
import { type WorkspaceWebhookTypeName, workspaceWebhookTypes } from "@/lib/inbound/workspace-webhooks/types";
import { fieldTypes } from "@/lib/mapping/field-types";
import { matchKey } from "@/lib/mapping/match-key";

const email: ComboboxOption = { value: "email", label: "Email address", hint: "finds the contact" };
const tags: ComboboxOption = { value: "tags", label: "Tags", hint: "names, comma-separated" };

/** What a value can be for: the address always, data fields where the type writes them, tags where it takes them. */
export const mappingTargetOptions = (type: WorkspaceWebhookTypeName, fields: readonly Field[]): ComboboxOption[] => [
  email,
  ...(workspaceWebhookTypes[type].takesTags ? [tags] : []),
  ...(type === "DELETE"
    ? []
    : fields.map(({ key, label, type: fieldType }) => ({
        value: key,
        label,
        hint: fieldTypes[fieldType].label,
        keywords: [key],
        group: "Data fields",
      }))),
];

/** The lines of a preset whose field there is, by the key that it has here. */
export const presetLines = (preset: MappingPreset, targets: readonly ComboboxOption[]) =>
  preset.mapping.flatMap(({ path, field }) => {
    const target = targets.find(({ value }) => matchKey(value) === matchKey(field));
    return target ? [{ path, field: target.value }] : [];
  });
