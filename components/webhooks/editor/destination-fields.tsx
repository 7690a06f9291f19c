"use client";

import { useWatch } from "react-hook-form";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import type { WebhookControl } from "./form-api";
import { Section } from "./section";

const methods = [
  { value: "POST", label: "POST (recommended)", description: "The data is in the body." },
  { value: "GET", label: "GET", description: "The data is in the query string of the URL." },
] as const;
const contentTypes = [
  { value: "json", label: "JSON", description: "application/json" },
  { value: "form", label: "Form", description: "application/x-www-form-urlencoded" },
] as const;

/** Where requests go, and in which shape. */
export function DestinationFields({
  control,
  isNew,
  urlPlaceholder = "https://api.example.com/webhooks/campaign-events",
}: {
  control: WebhookControl;
  isNew: boolean;
  urlPlaceholder?: string | undefined;
}) {
  const method = useWatch({ control, name: "method" });
  return (
    <Section title="Request" description="Where events are sent to, and in which shape.">
      <FormField
        control={control}
        name="url"
        label="Payload URL"
        description="The destination URL that will receive webhook requests. It must use HTTPS."
      >
        {(field) => (
          <Input
            {...field}
            type="url"
            inputMode="url"
            className="text-mono"
            autoFocus={isNew}
            autoComplete="off"
            spellCheck={false}
            placeholder={urlPlaceholder}
          />
        )}
      </FormField>
      <FormField
        control={control}
        name="contentType"
        label="Content type"
        description={
          method === "GET" ? "A GET request has no body: its query string is written as a form is." : undefined
        }
      >
        {({ onChange, ref: _, ...field }) => (
          <RadioCards
            {...field}
            aria-label="Content type"
            columns={2}
            options={contentTypes}
            onValueChange={onChange}
            disabled={method === "GET"}
          />
        )}
      </FormField>
      <FormField control={control} name="method" label="Method">
        {({ onChange, ref: _, ...field }) => (
          <RadioCards {...field} aria-label="Method" columns={2} options={methods} onValueChange={onChange} />
        )}
      </FormField>
    </Section>
  );
}
