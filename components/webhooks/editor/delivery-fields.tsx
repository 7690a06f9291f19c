"use client";

import { FormField } from "@/components/ui/form";
import { Switch } from "@/components/ui/switch";
import type { WebhookControl } from "./form-api";
import { Section } from "./section";

/** What is kept of an answer, and whether anything is sent at all. */
export const DeliveryFields = ({ control }: { control: WebhookControl }) => (
  <Section title="Delivery">
    <FormField
      control={control}
      name="logResponseBody"
      orientation="horizontal"
      label="Log response body"
      description="Stores what your server answers, for troubleshooting. Leave it off where answers hold personal data."
    >
      {({ value, onChange, ...field }) => <Switch {...field} checked={value} onCheckedChange={onChange} />}
    </FormField>
    <FormField
      control={control}
      name="active"
      orientation="horizontal"
      label="Active"
      description="Enabled: events are sent. Disabled: delivery is paused, and what happens meanwhile is held until you send or drop it."
    >
      {({ value, onChange, ...field }) => <Switch {...field} checked={value} onCheckedChange={onChange} />}
    </FormField>
  </Section>
);
