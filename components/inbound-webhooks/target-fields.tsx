"use client";

import { useQuery } from "@tanstack/react-query";
import { type Control, useWatch } from "react-hook-form";
import { TagsInput } from "@/components/contacts/tags-input";
import { audienceNamesQuery } from "@/components/requests/queries";
import { Callout } from "@/components/ui/callout";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { workspaceWebhookTypeNames, workspaceWebhookTypes } from "@/lib/inbound/workspace-webhooks/types";
import type { WebhookFormResult, WebhookFormValues } from "./form-schema";
import { typeLooks } from "./type-badge";

export type WebhookControl = Control<WebhookFormValues, unknown, WebhookFormResult>;

const typeOptions = workspaceWebhookTypeNames.map((value) => {
  const { label, consequence } = workspaceWebhookTypes[value];
  const { icon: Icon } = typeLooks[value];
  return { value, label, description: consequence, icon: <Icon aria-hidden /> };
});

/** What a request does, with what to beware of. */
export function TypeField({ control }: { control: WebhookControl }) {
  const type = useWatch({ control, name: "type" });
  const { warning } = workspaceWebhookTypes[type];
  return (
    <FormField control={control} name="type" label="Type">
      {({ onChange, ref: _, ...field }) => (
        <>
          <RadioCards {...field} aria-label="Type" columns={2} options={typeOptions} onValueChange={onChange} />
          {warning ? <Callout tone={type === "DELETE" ? "danger" : "warning"}>{warning}</Callout> : null}
        </>
      )}
    </FormField>
  );
}

/** Where contacts go. */
export function AudienceField({ control, workspace }: { control: WebhookControl; workspace: string }) {
  const { data, error } = useQuery(audienceNamesQuery(workspace));
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormField
      control={control}
      name="audienceId"
      label="Audience"
      description={
        error
          ? `The audiences could not be loaded: ${error.message}`
          : data?.items.length === 0
            ? "There is no audience yet: create one first."
            : "Its data fields are what a request can fill."
      }
    >
      {({ onChange, ...field }) => (
        <Select {...field} options={options} placeholder={data ? "Choose…" : "Loading…"} onValueChange={onChange} />
      )}
    </FormField>
  );
}

/** Tags that everybody gets who comes in; only where contacts are made. */
export function TagsField({ control, workspace }: { control: WebhookControl; workspace: string }) {
  const [type, audienceId] = useWatch({ control, name: ["type", "audienceId"] });
  const { takesTags, label } = workspaceWebhookTypes[type];
  if (!takesTags)
    return (
      <FormField
        control={control}
        name="tags"
        label="Tags"
        description={`${label} adds nobody, so there is nobody to tag. Choose Subscribed or Unconfirmed for tags.`}
      >
        {({ value: _, ref: __, onChange: ___, ...field }) => (
          <Input {...field} disabled value="" placeholder="Not with this type" />
        )}
      </FormField>
    );
  return (
    <FormField
      control={control}
      name="tags"
      label="Tags"
      optional
      description="Applied to each contact that comes in through this webhook."
    >
      {({ onChange, ...field }) => (
        <TagsInput {...field} workspace={workspace} audienceId={audienceId} onValueChange={onChange} />
      )}
    </FormField>
  );
}
