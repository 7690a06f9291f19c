"use client";

import { useState } from "react";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { SheetSection } from "@/components/ui/sheet";
import type { Field } from "@/lib/audiences/fields/contract";
import { doorLimits } from "@/lib/inbound/limits";
import { bodyText, contentTypes } from "@/lib/inbound/setup/example-body";
import { htmlForm } from "@/lib/inbound/setup/html-form";
import { urlOfMode } from "@/lib/inbound/setup/placeholder";
import { sampleLanguages } from "@/lib/inbound/setup/samples";
import { Endpoint } from "./endpoint";
import { ExampleControls } from "./example-controls";
import type { SetupTabProps } from "./setup-sheet";
import type { Example } from "./use-example";

/** A request that works, in the languages people send from. */
export function RequestTab({ fields, example, ...screen }: SetupTabProps & { example: Example }) {
  const [language, setLanguage] = useState(sampleLanguages[0]?.label ?? "");
  const url = urlOfMode(screen.urls, example.mode);
  const body = example.bodyFor(fields);
  const request = { url, format: example.format, body, fields: example.fieldsOf(fields) };
  return (
    <div className="grid gap-x-7 gap-y-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div className="min-w-0 lg:col-span-2">
        <Endpoint url={url} isReal={screen.urlsAreReal} />
      </div>
      <ExampleControls {...screen} example={example} />
      <div className="flex min-w-0 flex-col gap-6">
        <SheetSection title="Headers">
          <KeyValueList className="rounded-lg border px-3">
            <KeyValue label={<code className="text-mono">Content-Type</code>} mono copy={contentTypes[example.format]}>
              {contentTypes[example.format]}
            </KeyValue>
            <KeyValue label={<code className="text-mono">Idempotency-Key</code>}>
              <span className="text-muted-foreground">
                Optional: a key of your own. The same key again within {doorLimits.idempotencyHours} hours gets the same
                answer, and nothing is done twice.
              </span>
            </KeyValue>
          </KeyValueList>
        </SheetSection>
        <SheetSection title="Body">
          <CodeBlock
            title={example.format === "json" ? "JSON, required fields included" : "Form data, required fields included"}
            code={bodyText(body, example.format)}
            language={example.format === "json" ? "json" : "text"}
            wrap
          />
        </SheetSection>
        <SheetSection title="Code">
          <CodeBlock
            samples={sampleLanguages.map(({ label, highlight, write }) => ({
              label,
              language: highlight,
              code: write(request),
            }))}
            sample={language}
            onSampleChange={setLanguage}
          />
          {language === htmlForm.label ? <FormNotes fields={fields} mode={example.mode} /> : null}
        </SheetSection>
      </div>
    </div>
  );
}

/** What to know before the URL stands in a public page. */
function FormNotes({ fields, mode }: { fields: readonly Field[]; mode: string }) {
  const unreachable = fields.filter((field) => field.private && field.required && field.default === null);
  return (
    <>
      <Callout tone={mode === "2" ? "warning" : "info"}>
        Everybody who opens the page can read its URL.{" "}
        {mode === "2"
          ? "With add and update a stranger could overwrite an existing contact: choose add only for public forms."
          : "Add only keeps strangers from changing existing contacts."}{" "}
        Private fields are left out.
      </Callout>
      {unreachable.length > 0 ? (
        <Callout tone="danger" title="This form would be refused">
          {unreachable.map((field) => field.label).join(", ")}: required, but private. Give a default, or make it
          optional or public in Data fields.
        </Callout>
      ) : null}
    </>
  );
}
