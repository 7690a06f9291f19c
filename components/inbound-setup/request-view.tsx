"use client";

import { type ReactNode, useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { SheetSection } from "@/components/ui/sheet";
import { doorLimits } from "@/lib/inbound/limits";
import { bodyText, contentTypes, type SampleFormat } from "@/lib/inbound/setup/example-body";
import type { SampleLanguage, SampleRequest } from "@/lib/inbound/setup/sample";
import { sampleLanguages } from "@/lib/inbound/setup/samples";

/** What a format is called where its values are shown. */
const valueTitles: Record<SampleFormat, { section: string; code: string }> = {
  json: { section: "Body", code: "JSON" },
  form: { section: "Body", code: "Form data" },
  query: { section: "Query string", code: "Query parameters" },
};

/** A request that works: the endpoint, choices that rewrite it, and its headers, values and code. */
export function RequestView({
  request,
  languages = sampleLanguages,
  endpoint,
  controls,
  headers,
  bodyNote,
  notes,
}: {
  request: SampleRequest;
  languages?: readonly SampleLanguage[];
  endpoint: ReactNode;
  controls: ReactNode;
  /** More headers than every webhook has: `KeyValue`s. */
  headers?: ReactNode;
  /** Behind the format's name: "required fields included". */
  bodyNote?: string;
  /** Below the code, by the language that is shown. */
  notes?: (language: string) => ReactNode;
}) {
  const [language, setLanguage] = useState(languages[0]?.label ?? "");
  const contentType = contentTypes[request.format];
  const titles = valueTitles[request.format];
  return (
    <div className="grid gap-x-7 gap-y-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div className="min-w-0 lg:col-span-2">{endpoint}</div>
      {controls}
      <div className="flex min-w-0 flex-col gap-6">
        <SheetSection title="Headers">
          <KeyValueList className="rounded-lg border px-3">
            {contentType === null ? null : (
              <KeyValue label={<code className="text-mono">Content-Type</code>} mono copy={contentType}>
                {contentType}
              </KeyValue>
            )}
            {headers}
            <KeyValue label={<code className="text-mono">Idempotency-Key</code>}>
              <span className="text-muted-foreground">
                Optional: a key of your own. The same key again within {doorLimits.idempotencyHours} hours gets the same
                answer, and nothing is done twice.
              </span>
            </KeyValue>
          </KeyValueList>
        </SheetSection>
        <SheetSection title={titles.section}>
          <CodeBlock
            title={bodyNote ? `${titles.code}, ${bodyNote}` : titles.code}
            code={bodyText(request.body, request.format)}
            language={request.format === "json" ? "json" : "text"}
            wrap
          />
        </SheetSection>
        <SheetSection title="Code">
          <CodeBlock
            samples={languages.map(({ label, highlight, write }) => ({
              label,
              language: highlight,
              code: write(request),
            }))}
            sample={language}
            onSampleChange={setLanguage}
          />
          {notes?.(language)}
        </SheetSection>
      </div>
    </div>
  );
}
