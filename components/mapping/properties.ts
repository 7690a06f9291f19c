import type { ComboboxOption } from "@/components/ui/combobox";

/** A property that can be mapped, as the catalogue tells of it. */
export interface MappableProperty {
  /** `contact.email`: the name everywhere. */
  path: string;
  label: string;
  group: string;
  sample: unknown;
  description?: string | undefined;
}

/** A sample as one reads it: texts as they are, anything else as JSON. */
export const sampleText = (sample: unknown): string =>
  typeof sample === "string" ? sample : sample === undefined ? "" : JSON.stringify(sample);

/** Properties for a picker: found by label, path and description, with their sample values at the right. */
export const propertyOptions = (properties: readonly MappableProperty[]): ComboboxOption[] =>
  properties.map(({ path, label, group, sample, description }) => ({
    value: path,
    label,
    group,
    description: path,
    hint: sampleText(sample),
    keywords: [path, group, ...(description === undefined ? [] : [description])],
  }));
