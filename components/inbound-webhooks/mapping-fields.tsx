"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Plus } from "lucide-react";
import { useState } from "react";
import { useFieldArray, useFormState, useWatch } from "react-hook-form";
import { fieldsQuery } from "@/components/data-fields/queries";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { FieldDescription, FieldError } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { RadioCards } from "@/components/ui/radio-cards";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import { type MappingPreset, mappingPresets } from "@/lib/inbound/workspace-webhooks/presets";
import type { WebhookFormApi } from "./advanced-fields";
import { signatureValues } from "./form-schema";
import { LearnPanel } from "./learn-panel";
import { MappingRow } from "./mapping-row";
import { leftOutText, mappingTargetOptions, presetLines } from "./mapping-targets";

const readsOptions = [
  { value: "names", label: "By their names", description: "first_name fills the field first_name." },
  { value: "mapping", label: "By a mapping", description: "For foreign payloads: say where each value lies." },
] as const;

/** How the values of a request find their fields: by name, or line by line from where they lie in a foreign payload. */
export function MappingFields({
  form,
  workspace,
  webhook,
}: {
  form: WebhookFormApi;
  workspace: string;
  webhook: WorkspaceWebhook | null;
}) {
  const { control } = form;
  const reads = useWatch({ control, name: "reads" });
  return (
    <div className="flex flex-col gap-4">
      <FormField control={control} name="reads" label="Fields are found">
        {({ onChange, ref: _, ...field }) => (
          <RadioCards
            {...field}
            aria-label="Fields are found"
            columns={2}
            options={readsOptions}
            onValueChange={(next) => {
              onChange(next);
              if (next === "mapping" && form.getValues("mapping").length === 0)
                form.setValue("mapping", [{ path: "", field: "email" }]);
            }}
          />
        )}
      </FormField>
      {reads === "mapping" ? <MappingLines form={form} workspace={workspace} webhook={webhook} /> : null}
    </div>
  );
}

function MappingLines({ form, workspace, webhook }: Parameters<typeof MappingFields>[0]) {
  const { control } = form;
  const [learning, setLearning] = useState(false);
  const [used, setUsed] = useState<{ preset: MappingPreset; leftOut: string | null } | null>(null);
  const [audienceId, type] = useWatch({ control, name: ["audienceId", "type"] });
  const { data, isLoading } = useQuery({ ...fieldsQuery({ workspace, audienceId }), enabled: audienceId !== "" });
  const lines = useFieldArray({ control, name: "mapping" });
  const { errors } = useFormState({ control, name: "mapping" });
  const targets = mappingTargetOptions(type, data?.items ?? []);
  const problem = errors.mapping?.message ?? errors.mapping?.root?.message;

  function choosePreset(chosen: MappingPreset) {
    const found = presetLines(chosen, targets);
    setUsed({ preset: chosen, leftOut: leftOutText(found.leftOut, type) });
    lines.replace(found.lines);
    const secret = form.getValues("signature.secret");
    form.setValue("signature", { ...signatureValues(chosen.signature), secret }, { shouldValidate: false });
    form.clearErrors(["mapping", "signature"]);
  }
  /** Lines without a path would only be in the way of what is clicked. */
  function learn() {
    if (!learning) lines.replace(form.getValues("mapping").filter((line) => line.path !== ""));
    setLearning(!learning);
  }
  /** An empty line for the field takes the path; further paths for one field are tried in order. */
  function take(path: string, field: string) {
    const current = form.getValues("mapping");
    if (current.some((line) => line.path === path)) return;
    const blank = current.findIndex((line) => line.path === "" && (line.field === field || line.field === ""));
    if (blank === -1) lines.append({ path, field }, { shouldFocus: false });
    else lines.update(blank, { path, field });
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <PresetMenu disabled={isLoading} onChoose={choosePreset} />
        <Button variant="outline" size="sm" aria-expanded={learning} disabled={webhook === null} onClick={learn}>
          Learn from the last request
        </Button>
      </div>
      {webhook === null ? (
        <FieldDescription>
          To learn from a request, save the webhook first and let the sender call it once.
        </FieldDescription>
      ) : null}
      {used ? (
        <FieldDescription>
          {used.preset.label}: {used.preset.description} Its signature check is set above. {used.preset.secretHint}
        </FieldDescription>
      ) : null}
      {used?.leftOut ? <Callout tone="warning">{used.leftOut}</Callout> : null}
      {webhook && learning ? (
        <LearnPanel workspace={workspace} webhookId={webhook.id} control={control} onTake={take} />
      ) : null}
      <ul aria-label="Field mapping" className="flex flex-col gap-2">
        {lines.fields.map((line, index) => (
          <MappingRow
            key={line.id}
            control={control}
            index={index}
            targets={targets}
            onRemove={() => lines.remove(index)}
          />
        ))}
      </ul>
      <FieldError>{problem}</FieldError>
      <Button variant="ghost" size="sm" className="self-start" onClick={() => lines.append({ path: "", field: "" })}>
        <Plus />
        Add line
      </Button>
    </div>
  );
}

/** Disabled while it is not known which fields there are: a preset would leave all of them out. */
const PresetMenu = ({ disabled, onChoose }: { disabled: boolean; onChoose: (preset: MappingPreset) => void }) => (
  <DropdownMenu>
    <DropdownMenuTrigger asChild>
      <Button variant="outline" size="sm" disabled={disabled}>
        Use a preset
        <ChevronDown />
      </Button>
    </DropdownMenuTrigger>
    <DropdownMenuContent align="start">
      {Object.entries(mappingPresets).map(([name, preset]) => (
        <DropdownMenuItem key={name} onSelect={() => onChoose(preset)}>
          {preset.label}
        </DropdownMenuItem>
      ))}
    </DropdownMenuContent>
  </DropdownMenu>
);
