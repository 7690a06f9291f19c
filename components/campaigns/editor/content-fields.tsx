"use client";

import { useRef } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Card, CardContent } from "@/components/ui/card";
import { CodeEditor } from "@/components/ui/code-editor";
import { FormField } from "@/components/ui/form";
import type { Draft } from "./draft";
import { MergeTagPicker } from "./merge-tag-picker";
import { TemplateCards, TemplateMenu } from "./template-choice";

/** The mail itself: HTML with Liquid. While there is none, ready-made ones to start from. */
export function ContentFields({ workspace, problemLines }: { workspace: string; problemLines: readonly number[] }) {
  const { control, setValue } = useFormContext<Draft>();
  const area = useRef<HTMLTextAreaElement | null>(null);
  const audienceId = useWatch({ control, name: "audienceId" });
  const html = useWatch({ control, name: "html" });
  const isBlank = html.trim() === "";
  const start = (template: string) => {
    setValue("html", template, { shouldDirty: true });
    area.current?.focus();
  };
  return (
    <Card>
      <CardContent className="flex flex-col gap-3">
        <FormField
          control={control}
          name="html"
          label={<span className="font-semibold text-body">HTML</span>}
          description="The plain-text version is made from it. Merge tags are Liquid: {{ contact.first_name }}."
          action={
            <span className="inline-flex h-4 items-center gap-1">
              {isBlank ? null : <TemplateMenu onPick={start} />}
              <MergeTagPicker workspace={workspace} audienceId={audienceId} target={area} what="the HTML" />
            </span>
          }
        >
          {({ ref, onChange, ...field }) => (
            <>
              {isBlank ? <TemplateCards onPick={start} /> : null}
              <CodeEditor
                {...field}
                ref={(element) => {
                  ref(element);
                  area.current = element;
                }}
                onValueChange={onChange}
                problemLines={problemLines}
                placeholder="<p>Hello {{ contact.first_name | default: &quot;there&quot; }},</p>"
                className={isBlank ? "min-h-40" : "max-h-[40rem] min-h-80"}
              />
            </>
          )}
        </FormField>
      </CardContent>
    </Card>
  );
}
