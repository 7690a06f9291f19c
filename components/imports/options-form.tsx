"use client";

import { useId } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { TagsInput } from "@/components/contacts/tags-input";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field, FieldDescription, FieldLabel } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { settableStatuses, statusLabels } from "@/lib/contacts/contract";
import type { ImportOptions } from "@/lib/imports/contract";

const existing = [
  {
    value: "update" as const,
    label: "Update them",
    description: "Values of the file replace theirs; tags and groups are added.",
  },
  { value: "skip" as const, label: "Skip them", description: "Only new contacts are imported." },
];

const blanks = [
  { value: "keep" as const, label: "Keep the value", description: "An empty cell changes nothing." },
  { value: "clear" as const, label: "Clear the value", description: "An empty cell removes what the contact has." },
];

const statusHelp = {
  subscribed: "They get your mail from now on.",
  unconfirmed: "",
  unsubscribed: "They get no mail.",
};

/** How rows are taken. */
export function OptionsForm({
  options,
  onOptionsChange,
  hasStatus,
  doubleOptIn,
  ...scope
}: AudienceScope & {
  options: ImportOptions;
  onOptionsChange: (options: ImportOptions) => void;
  /** A column says each contact's status. */
  hasStatus: boolean;
  doubleOptIn: boolean;
}) {
  const id = useId();
  const set = (change: Partial<ImportOptions>) => onOptionsChange({ ...options, ...change });
  const pendingHelp = doubleOptIn
    ? "Each of them gets a mail that asks to confirm."
    : "No mail asks them to confirm: this audience has no double opt-in.";
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <Field>
        <FieldLabel id={`${id}-existing`}>Contacts that are in the audience already</FieldLabel>
        <RadioCards
          aria-labelledby={`${id}-existing`}
          options={existing}
          value={options.existing}
          onValueChange={(value) => set({ existing: value })}
        />
      </Field>
      <Field>
        <FieldLabel id={`${id}-blanks`}>Empty cells of data fields</FieldLabel>
        <RadioCards
          aria-labelledby={`${id}-blanks`}
          options={blanks}
          value={options.blanks}
          onValueChange={(value) => set({ blanks: value })}
        />
      </Field>
      <Field>
        <FieldLabel htmlFor={`${id}-status`}>
          {hasStatus ? "Status of new contacts whose row names none" : "Status of new contacts"}
        </FieldLabel>
        <Select
          id={`${id}-status`}
          options={settableStatuses.map((value) => ({ value, label: statusLabels[value] }))}
          value={options.newStatus}
          onValueChange={(newStatus) => set({ newStatus })}
        />
        <FieldDescription>
          {options.newStatus === "unconfirmed" ? pendingHelp : statusHelp[options.newStatus]}
        </FieldDescription>
      </Field>
      <Field>
        <FieldLabel htmlFor={`${id}-tags`} optional>
          Tags for every contact of the file
        </FieldLabel>
        <TagsInput {...scope} id={`${id}-tags`} value={options.tags} onValueChange={(tags) => set({ tags })} />
      </Field>
      {hasStatus ? (
        <CheckboxField
          className="md:col-span-2"
          label="Subscribe people again who have unsubscribed, where their row says so"
          description="Only when they asked for it since. Bounced and complained contacts are never subscribed again by an import."
          checked={options.resubscribe}
          onCheckedChange={(checked) => set({ resubscribe: checked === true })}
        />
      ) : null}
    </div>
  );
}
