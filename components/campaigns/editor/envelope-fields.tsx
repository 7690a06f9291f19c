"use client";

import { useRef } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { campaignLimits } from "@/lib/campaigns/limits";
import type { Draft } from "./draft";
import { MergeTagPicker } from "./merge-tag-picker";

/** What an inbox shows of the mail before it is opened: subject, preview text, sender. */
export function EnvelopeFields({ workspace }: { workspace: string }) {
  const { control } = useFormContext<Draft>();
  const fieldClasses = "scroll-mt-20";
  return (
    <Card>
      <CardHeader title="In the inbox" />
      <CardContent className="flex flex-col gap-4 pt-3">
        <TemplateLine
          workspace={workspace}
          name="subject"
          label="Subject"
          what="the subject"
          placeholder="{{ contact.first_name | default: &quot;Hello&quot; }}, our spring letter is here"
        />
        <TemplateLine
          workspace={workspace}
          name="previewText"
          label="Preview text"
          what="the preview text"
          description="Inboxes show it behind the subject. Left empty, they show the mail's first words."
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={control} name="fromName" label="From name" className={fieldClasses}>
            {(field) => <Input {...field} autoComplete="off" placeholder="Harbour Letter" />}
          </FormField>
          <FormField control={control} name="fromEmail" label="From address" className={fieldClasses}>
            {(field) => <Input {...field} type="email" autoComplete="off" placeholder="hello@example.com" />}
          </FormField>
        </div>
        <FormField
          control={control}
          name="replyTo"
          label="Reply-to"
          optional
          description="Left empty, answers go to the from address."
        >
          {({ value, onChange, ...field }) => (
            <Input
              {...field}
              type="email"
              autoComplete="off"
              value={value ?? ""}
              onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
            />
          )}
        </FormField>
      </CardContent>
    </Card>
  );
}

/** One line of Liquid with a counter and a picker of merge tags. */
function TemplateLine({
  workspace,
  name,
  label,
  what,
  description,
  placeholder,
}: {
  workspace: string;
  name: "subject" | "previewText";
  label: string;
  what: string;
  description?: string;
  placeholder?: string;
}) {
  const { control } = useFormContext<Draft>();
  const input = useRef<HTMLInputElement | null>(null);
  const text = useWatch({ control, name });
  const audienceId = useWatch({ control, name: "audienceId" });
  return (
    <FormField
      control={control}
      name={name}
      label={label}
      optional={name === "previewText"}
      description={description}
      action={
        <span className="inline-flex h-4 items-center gap-1 text-muted-foreground">
          <MergeTagPicker workspace={workspace} audienceId={audienceId} target={input} what={what} />
          <span>
            {text.length}/{campaignLimits.subjectCharactersMax}
          </span>
        </span>
      }
    >
      {({ ref, ...field }) => (
        <Input
          {...field}
          ref={(element) => {
            ref(element);
            input.current = element;
          }}
          autoComplete="off"
          placeholder={placeholder}
        />
      )}
    </FormField>
  );
}
