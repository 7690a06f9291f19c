"use client";

import { useState } from "react";
import { useFormState, useWatch } from "react-hook-form";
import { Disclosure } from "@/components/ui/disclosure";
import { FormField } from "@/components/ui/form";
import { Input, InputAddon, InputGroup } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { webhookLimits } from "@/lib/webhooks/limits";
import type { WebhookControl } from "./form-api";

const names = ["name", "hexSignature", "redirectIsSuccess", "ratePerMinute", "concurrency"] as const;

/** What most webhooks leave as it is; opened where something in it is set or wrong. */
export function AdvancedFields({ control }: { control: WebhookControl }) {
  const [name, hexSignature, redirectIsSuccess, rate, concurrency] = useWatch({ control, name: names });
  const { errors } = useFormState({ control });
  const set = [
    name === "" ? null : name,
    hexSignature ? "Hex signature" : null,
    redirectIsSuccess ? "Redirects count" : null,
    rate === "" ? null : `${rate} a minute`,
    concurrency === String(webhookLimits.concurrencyDefault) ? null : `${concurrency} at once`,
  ].filter((text) => text !== null);
  const [open, setOpen] = useState(false);
  return (
    <Disclosure
      title="Advanced"
      summary={set.length > 0 ? set.join(" · ") : "Name, hex signature, redirects, speed"}
      open={open || names.some((each) => errors[each] !== undefined)}
      onOpenChange={setOpen}
      className="bg-card"
    >
      <FormField
        control={control}
        name="name"
        label="Name"
        optional
        description="Shown in lists and in the log. Without one the host of the URL is."
      >
        {(field) => <Input {...field} autoComplete="off" placeholder="CRM" />}
      </FormField>
      <FormField
        control={control}
        name="hexSignature"
        orientation="horizontal"
        label="X-Webhook-Signature"
        description="Also sends the hexadecimal HMAC-SHA256 of the body, which some receivers expect. It needs a secret."
      >
        {({ value, onChange, ...field }) => <Switch {...field} checked={value} onCheckedChange={onChange} />}
      </FormField>
      <FormField
        control={control}
        name="redirectIsSuccess"
        orientation="horizontal"
        label="A redirect counts as delivered"
        description="Google Apps Script answers so. Redirects are never followed."
      >
        {({ value, onChange, ...field }) => <Switch {...field} checked={value} onCheckedChange={onChange} />}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField
          control={control}
          name="ratePerMinute"
          label="Rate limit"
          optional
          description="Blank for as fast as your server answers."
        >
          {(field) => (
            <InputGroup>
              <Input {...field} inputMode="numeric" autoComplete="off" placeholder="No limit" />
              <InputAddon>requests a minute</InputAddon>
            </InputGroup>
          )}
        </FormField>
        <FormField
          control={control}
          name="concurrency"
          label="Concurrency"
          description={`Requests under way at once, at most ${webhookLimits.concurrencyMax}.`}
        >
          {(field) => <Input {...field} inputMode="numeric" autoComplete="off" />}
        </FormField>
      </div>
    </Disclosure>
  );
}
