import type { ComboboxOption } from "@/components/ui/combobox";
import type { Field } from "@/lib/audiences/fields/contract";
import type { MappingLine } from "@/lib/inbound/workspace-webhooks/mapping";
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

/** The lines of a preset whose field there is, by the key that it has here, and the fields of those that are left out. */
export function presetLines(preset: MappingPreset, targets: readonly ComboboxOption[]) {
  const lines: MappingLine[] = [];
  const leftOut = new Set<string>();
  for (const { path, field } of preset.mapping) {
    const target = targets.find(({ value }) => matchKey(value) === matchKey(field));
    if (target) lines.push({ path, field: target.value });
    else leftOut.add(field);
  }
  return { lines, leftOut: [...leftOut] };
}

/** Why a preset's fields were left out: the audience lacks them, or the type has no use for them. Null when none was. */
export function leftOutText(leftOut: readonly string[], type: WorkspaceWebhookTypeName): string | null {
  const useless = leftOut.filter((field) => type === "DELETE" || field === tags.value);
  const missing = leftOut.filter((field) => !useless.includes(field));
  const sentences = [
    missing.length > 0 ? `Left out, because this audience has no such fields: ${labelled(missing)}.` : [],
    useless.length > 0 ? `Left out, because a webhook of this type takes none: ${labelled(useless)}.` : [],
  ].flat();
  return sentences.length === 0 ? null : sentences.join(" ");
}

/** `first_name` → "First name": what is not there has no label of its own. */
const labelled = (keys: readonly string[]): string =>
  keys.map((key) => `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll("_", " ")}`).join(", ");
