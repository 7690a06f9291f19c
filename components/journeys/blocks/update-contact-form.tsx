"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { z } from "zod";
import { GroupsInput } from "@/components/contacts/groups-input";
import { TagsInput } from "@/components/contacts/tags-input";
import { fieldsQuery } from "@/components/data-fields/queries";
import { TemplateInput } from "@/components/mapping/template-input";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { FieldError } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { statusLabels } from "@/lib/contacts/contract";
import { useEditing } from "../builder/editing";
import { draftText, draftTexts } from "./drafts";
import { Setting, Settings, useProblem } from "./parts/setting";
import { useProperties } from "./parts/use-properties";
import { type BlockFormProps, useSettings } from "./use-settings";

const draft = z.object({
  fields: z.array(z.object({ key: draftText, value: draftText })).catch([]),
  addTags: draftTexts,
  removeTags: draftTexts,
  joinGroups: draftTexts,
  leaveGroups: draftTexts,
  status: z.enum(["subscribed", "unsubscribed"]).nullable().catch(null),
});
type FieldChange = z.output<typeof draft>["fields"][number];

const statuses = [
  { value: "keep", label: "Leave as it is" },
  { value: "subscribed", label: statusLabels.subscribed, description: "Nobody who unsubscribed or bounced" },
  { value: "unsubscribed", label: statusLabels.unsubscribed },
] as const;

export function UpdateContactForm({ node }: BlockFormProps) {
  const { workspace, audienceId } = useEditing();
  const scope = { workspace, audienceId };
  const { value, set } = useSettings(node, draft);
  const problem = useProblem("");
  return (
    <>
      <Settings title="Data fields">
        {value.fields.map((field, index) => (
          <FieldLine
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place.
            key={index}
            number={index + 1}
            field={field}
            onChange={(changed) => set({ fields: value.fields.with(index, changed) })}
            onRemove={() => set({ fields: value.fields.filter((_, other) => other !== index) })}
          />
        ))}
        <Button
          variant="outline"
          size="sm"
          className="self-start"
          onClick={() => set({ fields: [...value.fields, { key: "", value: "" }] })}
        >
          <Plus />
          Set a field
        </Button>
      </Settings>
      <Settings title="Tags and groups">
        <Setting path="addTags" label="Add tags">
          {(control) => (
            <TagsInput {...control} {...scope} value={value.addTags} onValueChange={(addTags) => set({ addTags })} />
          )}
        </Setting>
        <Setting path="removeTags" label="Remove tags">
          {(control) => (
            <TagsInput
              {...control}
              {...scope}
              placeholder="Choose tags…"
              value={value.removeTags}
              onValueChange={(removeTags) => set({ removeTags })}
            />
          )}
        </Setting>
        <Setting path="joinGroups" label="Add to groups">
          {(control) => (
            <GroupsInput
              {...control}
              {...scope}
              value={value.joinGroups}
              onValueChange={(joinGroups) => set({ joinGroups })}
            />
          )}
        </Setting>
        <Setting path="leaveGroups" label="Remove from groups">
          {(control) => (
            <GroupsInput
              {...control}
              {...scope}
              placeholder="Choose groups…"
              value={value.leaveGroups}
              onValueChange={(leaveGroups) => set({ leaveGroups })}
            />
          )}
        </Setting>
      </Settings>
      <Settings title="Subscription">
        <Setting
          path="status"
          label="Status"
          description="A journey signs nobody up again who has unsubscribed, bounced or complained."
        >
          {(control) => (
            <Select
              {...control}
              options={statuses}
              value={value.status ?? "keep"}
              onValueChange={(status) => set({ status: status === "keep" ? null : status })}
            />
          )}
        </Setting>
      </Settings>
      <FieldError>{problem}</FieldError>
    </>
  );
}

function FieldLine({
  number,
  field,
  onChange,
  onRemove,
}: {
  number: number;
  field: FieldChange;
  onChange: (field: FieldChange) => void;
  onRemove: () => void;
}) {
  const { workspace, audienceId } = useEditing();
  const { data, isPending } = useQuery(fieldsQuery({ workspace, audienceId }));
  const properties = useProperties();
  const problem = useProblem(`fields.${number - 1}.key`);
  return (
    <div role="group" aria-label={`Field ${number}`} className="flex min-w-0 flex-col gap-1.5 rounded-lg border p-2">
      <div className="flex min-w-0 gap-1">
        <Combobox
          className="min-w-0 flex-1"
          aria-label={`Field ${number}: name`}
          aria-invalid={problem ? true : undefined}
          options={(data?.items ?? []).map(({ key, label }) => ({ value: key, label, description: key }))}
          value={field.key === "" ? null : field.key}
          onValueChange={(key) => onChange({ ...field, key: key ?? "" })}
          placeholder={isPending ? "Loading…" : "Choose a data field…"}
          searchPlaceholder="Search data fields…"
        />
        <Button variant="ghost" size="icon" aria-label={`Remove field ${number}`} onClick={onRemove}>
          <X />
        </Button>
      </div>
      <TemplateInput
        label={`Value of field ${number}`}
        value={field.value}
        onValueChange={(value) => onChange({ ...field, value })}
        properties={properties}
        rows={1}
      />
      <FieldError>{problem}</FieldError>
    </div>
  );
}
