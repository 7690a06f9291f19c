"use client";

import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { numberText } from "@/components/audiences/count-text";
import { Disclosure } from "@/components/ui/disclosure";
import { FormField } from "@/components/ui/form";
import { Input, InputAddon, InputGroup } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { campaignLimits } from "@/lib/campaigns/limits";
import type { Draft } from "./draft";

/** What most campaigns leave as it is: tracking and speed. */
export function AdvancedFields() {
  const [open, setOpen] = useState(false);
  const { control } = useFormContext<Draft>();
  const [opens, clicks, rate] = useWatch({ control, name: ["trackOpens", "trackClicks", "ratePerMinute"] });
  const summary = [
    opens && clicks
      ? "Opens and clicks are tracked"
      : opens
        ? "Only opens are tracked"
        : clicks
          ? "Only clicks are tracked"
          : "Nothing is tracked",
    rate === null ? "as fast as the mail server allows" : `at most ${numberText(rate)} mails a minute`,
  ].join(", ");
  return (
    <Disclosure title="Advanced" summary={summary} open={open} onOpenChange={setOpen} className="bg-card">
      <FormField
        control={control}
        name="trackOpens"
        label="Track opens"
        description="Adds an invisible image. Mail programs that load images for their readers count as opened, too."
        orientation="horizontal"
      >
        {({ value, onChange, ...field }) => <Switch {...field} checked={value} onCheckedChange={onChange} />}
      </FormField>
      <FormField
        control={control}
        name="trackClicks"
        label="Track clicks"
        description="Links lead through this server, which counts and sends on at once."
        orientation="horizontal"
      >
        {({ value, onChange, ...field }) => <Switch {...field} checked={value} onCheckedChange={onChange} />}
      </FormField>
      <FormField
        control={control}
        name="ratePerMinute"
        label="Speed limit"
        optional
        description="Left empty, it goes as fast as the mail server takes it."
      >
        {({ value, onChange, ...field }) => (
          <InputGroup className="max-w-56">
            <Input
              {...field}
              type="number"
              inputMode="numeric"
              min={1}
              max={campaignLimits.ratePerMinuteMax}
              value={value ?? ""}
              onChange={(event) => onChange(event.target.value === "" ? null : event.target.valueAsNumber)}
            />
            <InputAddon>mails a minute</InputAddon>
          </InputGroup>
        )}
      </FormField>
    </Disclosure>
  );
}
