"use client";

import { useState } from "react";
import { type UseFormReturn, useFormState, useWatch } from "react-hook-form";
import { CheckboxField } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { FormField } from "@/components/ui/form";
import { Input, InputAddon, InputGroup } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { hookScopes, resubscribeRules } from "@/db/enums";
import { signatureSchemes } from "@/lib/inbound/signatures/settings";
import { hookMethods, type WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import { resubscribeTexts, scopeTexts, workspaceWebhookTypes } from "@/lib/inbound/workspace-webhooks/types";
import type { WebhookFormResult, WebhookFormValues } from "./form-schema";
import { MappingFields } from "./mapping-fields";
import { SignatureFields } from "./signature-fields";
import type { WebhookControl } from "./target-fields";

export type WebhookFormApi = UseFormReturn<WebhookFormValues, unknown, WebhookFormResult>;

const advancedNames = ["methods", "ratePerMinute", "signature", "resubscribe", "scope", "reads", "mapping"] as const;

/** What most webhooks leave as it is. Open from the start where much is set, and opened where something in it is wrong. */
export function AdvancedFields({
  form,
  workspace,
  webhook,
}: {
  form: WebhookFormApi;
  workspace: string;
  webhook: WorkspaceWebhook | null;
}) {
  const { control } = form;
  const [open, setOpen] = useState(Boolean(webhook?.signature ?? webhook?.mapping));
  const { errors } = useFormState({ control });
  const hasErrors = advancedNames.some((name) => errors[name] !== undefined);
  const type = useWatch({ control, name: "type" });
  return (
    <Disclosure
      title="Advanced"
      summary={open || hasErrors ? null : <Summary control={control} />}
      open={open || hasErrors}
      onOpenChange={setOpen}
    >
      <MethodsField control={control} />
      <FormField
        control={control}
        name="ratePerMinute"
        label="Rate limit"
        optional
        description="Requests beyond it get a 429 that says when to try again. Blank for no limit."
      >
        {(field) => (
          <InputGroup className="max-w-52">
            <Input {...field} inputMode="numeric" autoComplete="off" placeholder="No limit" />
            <InputAddon>per minute</InputAddon>
          </InputGroup>
        )}
      </FormField>
      <SignatureFields form={form} webhook={webhook} />
      {workspaceWebhookTypes[type].createsContacts ? <ResubscribeField control={control} /> : null}
      {type === "DELETE" ? <ScopeField control={control} /> : null}
      <MappingFields form={form} workspace={workspace} webhook={webhook} />
    </Disclosure>
  );
}

/** What is set in the closed part, in a line. */
function Summary({ control }: { control: WebhookControl }) {
  const [methods, rate, scheme, reads] = useWatch({
    control,
    name: ["methods", "ratePerMinute", "signature.scheme", "reads"],
  });
  const signed = Object.entries(signatureSchemes).find(([name]) => name === scheme)?.[1].label;
  return [
    methods.join(" and ") || "no method",
    rate.trim() === "" ? "no rate limit" : `${rate.trim()} per minute`,
    signed ?? "no signature check",
    reads === "mapping" ? "field mapping" : "fields by name",
  ].join(" · ");
}

const MethodsField = ({ control }: { control: WebhookControl }) => (
  <FormField
    control={control}
    name="methods"
    label="Accepted methods"
    description="GET carries its values in the query string. Link previews and scanners open GET addresses by themselves: leave it out where nobody needs it."
  >
    {({ value, onChange, id, ...field }) => (
      <div
        id={id}
        role="group"
        aria-label="Accepted methods"
        aria-describedby={field["aria-describedby"]}
        className="flex gap-5"
      >
        {hookMethods.map((method) => (
          <CheckboxField
            key={method}
            label={method}
            checked={value.includes(method)}
            onCheckedChange={(checked) =>
              onChange(checked === true ? [...value, method] : value.filter((each) => each !== method))
            }
          />
        ))}
      </div>
    )}
  </FormField>
);

const resubscribeOptions = resubscribeRules.map((value) => ({ value, ...resubscribeTexts[value] }));

const ResubscribeField = ({ control }: { control: WebhookControl }) => (
  <FormField
    control={control}
    name="resubscribe"
    label="Contacts who unsubscribed"
    description="Contacts who bounced or complained keep their status whatever stands here."
  >
    {({ onChange, ref: _, ...field }) => (
      <RadioCards
        {...field}
        aria-label="Contacts who unsubscribed"
        columns={3}
        options={resubscribeOptions}
        onValueChange={onChange}
      />
    )}
  </FormField>
);

const scopeOptions = hookScopes.map((value) => ({ value, ...scopeTexts[value] }));

const ScopeField = ({ control }: { control: WebhookControl }) => (
  <FormField control={control} name="scope" label="Deletes from">
    {({ onChange, ref: _, ...field }) => (
      <RadioCards {...field} aria-label="Deletes from" columns={2} options={scopeOptions} onValueChange={onChange} />
    )}
  </FormField>
);
