"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { fieldsQuery } from "@/components/data-fields/queries";
import { cn } from "@/components/ui/cn";
import { SheetSection } from "@/components/ui/sheet";
import type { InboundRequestDetail } from "@/lib/inbound/contract";
import { type Reading, type ReadKey, readKeys } from "./read-keys";

/** Each key of the body and the data field that it went to. */
export function FieldSection({ request, workspace }: { request: InboundRequestDetail; workspace: string }) {
  const { data } = useQuery(fieldsQuery({ workspace, audienceId: request.audienceId }));
  const labels = new Map(data?.items.map((field) => [field.key, field.label]));
  const keys = readKeys(request) ?? loggedKeys(request);
  if (keys.length === 0) return null;
  return (
    <SheetSection title="Fields">
      <ul className="overflow-hidden rounded-lg border">
        {keys.map((each) => (
          <KeyLine key={each.key} read={each} labels={labels} />
        ))}
      </ul>
    </SheetSection>
  );
}

/** For bodies that are not taken apart here: what the log itself says. */
const loggedKeys = ({ fieldKeys, ignored }: InboundRequestDetail): ReadKey[] => [
  ...fieldKeys.map((key) => ({ key, value: "", reading: { kind: "field" as const, key } })),
  ...ignored.map((key) => ({ key, value: "", reading: { kind: "ignored" as const } })),
];

function KeyLine({ read, labels }: { read: ReadKey; labels: ReadonlyMap<string, string> }) {
  const quiet = read.reading.kind === "ignored";
  return (
    <li
      className={cn(
        "grid gap-x-3 gap-y-0.5 border-b px-3 py-1.5 text-table last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]",
        quiet && "bg-muted/40 text-muted-foreground",
      )}
    >
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <code className="text-mono">{read.key}</code>
        {read.value ? <span className="ml-2 text-mono text-muted-foreground">{shortened(read.value)}</span> : null}
      </span>
      <ArrowRight aria-hidden className="mt-0.5 size-3.5 text-muted-foreground max-sm:hidden" />
      <span className={cn("min-w-0 text-pretty", read.reading.kind === "issue" && "text-danger-foreground")}>
        {readingText(read.reading, labels)}
      </span>
    </li>
  );
}

const valueCharactersMax = 200;
const shortened = (text: string) => (text.length > valueCharactersMax ? `${text.slice(0, valueCharactersMax)}…` : text);

function readingText(reading: Reading, labels: ReadonlyMap<string, string>): string {
  switch (reading.kind) {
    case "field":
      return labels.get(reading.key) ?? reading.key;
    case "built_in":
      return reading.name;
    case "blank":
      return "Blank";
    case "ignored":
      return "ignored: no data field of that name";
    case "issue":
      return reading.message;
  }
}
