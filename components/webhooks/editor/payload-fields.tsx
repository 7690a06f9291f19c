"use client";

import { useMemo } from "react";
import { useController, useFormState, useWatch } from "react-hook-form";
import { type DraftRow, mappingRows } from "@/components/mapping/draft";
import { MappingEditor } from "@/components/mapping/mapping-editor";
import type { RowNotes } from "@/components/mapping/mapping-row";
import type { MappableProperty } from "@/components/mapping/properties";
import { FormField } from "@/components/ui/form";
import { Switch } from "@/components/ui/switch";
import { webhookLimits } from "@/lib/webhooks/limits";
import { issuesOfMapping } from "@/lib/webhooks/payload/issues";
import type { WebhookControl, WebhookFormApi } from "./form-api";
import { Section } from "./section";
import type { Preview } from "./use-preview";

/** The default payload, or one of one's own: field by field. */
export function PayloadFields({
  form,
  properties,
  preview,
}: {
  form: WebhookFormApi;
  properties: readonly MappableProperty[];
  preview: Preview;
}) {
  const { control } = form;
  const custom = useWatch({ control, name: "custom" });
  return (
    <Section title="Payload">
      <FormField
        control={control}
        name="custom"
        orientation="horizontal"
        label="Custom payload"
        description="By default, requests include the standard event payload. Switch this on to define your own."
      >
        {({ value, onChange, ...field }) => <Switch {...field} checked={value} onCheckedChange={onChange} />}
      </FormField>
      {custom ? <DataMapping form={form} properties={properties} preview={preview} /> : null}
    </Section>
  );
}

function DataMapping({ form, properties, preview }: Parameters<typeof PayloadFields>[0]) {
  const { control } = form;
  const { field } = useController({ control, name: "mappings" });
  const { errors } = useFormState({ control, name: "mappings" });
  const notes = useNotes(control, field.value, preview);
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <h3 className="font-medium text-table">Data mapping</h3>
      <MappingEditor
        rows={field.value}
        onChange={(rows) => {
          field.onChange(rows);
          // Issues stand by place: after a change they would be at other rows.
          form.clearErrors("mappings");
        }}
        onBlur={field.onBlur}
        properties={properties}
        notes={notes}
        problem={errors.mappings?.message ?? errors.mappings?.root?.message}
        rowsMax={webhookLimits.mappingRowsMax}
      />
    </div>
  );
}

/** What is said of each row: what saving refused, what is wrong already while it is written, and what the preview found. */
function useNotes(
  control: WebhookControl,
  rows: readonly DraftRow[],
  { rowWarnings }: Preview,
): ReadonlyMap<string, RowNotes> {
  const { errors } = useFormState({ control, name: "mappings" });
  const issues = useMemo(() => issuesOfMapping(mappingRows(rows)), [rows]);
  return new Map(
    rows.map((row, index) => {
      const error = errors.mappings?.[index];
      const issueAt = (key: "field" | "value") =>
        // What is still blank is not wrong before somebody saves.
        row[key] === "" ? undefined : issues.find((issue) => issue.row === index && issue.key === key)?.message;
      return [
        row.id,
        {
          field: error?.field?.message ?? issueAt("field"),
          value: error?.value?.message ?? issueAt("value"),
          warning: rowWarnings.get(row.id),
        },
      ];
    }),
  );
}
