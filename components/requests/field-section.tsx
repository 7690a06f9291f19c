"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight, Plus } from "lucide-react";
import { useState } from "react";
import { FieldSheet } from "@/components/data-fields/field-sheet";
import { fieldsQuery } from "@/components/data-fields/queries";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { SheetSection } from "@/components/ui/sheet";
import type { InboundRequestDetail } from "@/lib/inbound/contract";
import { fieldFromKey } from "./field-from-key";
import { type Reading, type ReadKey, readKeys } from "./read-keys";

/** Each key of the body and the data field that it went to. */
export function FieldSection({
  request,
  workspace,
  canAddFields,
}: {
  request: InboundRequestDetail;
  workspace: string;
  canAddFields: boolean;
}) {
  const scope = { workspace, audienceId: request.audienceId };
  const { data } = useQuery(fieldsQuery(scope));
  const [wanted, setWanted] = useState<ReadKey | null>(null);
  const labels = new Map(data?.items.map((field) => [field.key, field.label]));
  const keys = readKeys(request) ?? loggedKeys(request);
  if (keys.length === 0) return null;
  return (
    <SheetSection title="Fields">
      <ul className="overflow-hidden rounded-lg border">
        {keys.map((each) => (
          <KeyLine key={each.key} read={each} labels={labels} onCreate={canAddFields ? setWanted : undefined} />
        ))}
      </ul>
      {wanted === null ? null : (
        <FieldSheet {...scope} field={null} suggestion={fieldFromKey(wanted)} onClose={() => setWanted(null)} />
      )}
    </SheetSection>
  );
}

/** For bodies that are not taken apart here: what the log itself says. */
const loggedKeys = ({ fieldKeys, ignored }: InboundRequestDetail): ReadKey[] => [
  ...fieldKeys.map((key) => ({ key, value: "", reading: { kind: "field" as const, key } })),
  ...ignored.map((key) => ({ key, value: "", reading: { kind: "ignored" as const } })),
];

function KeyLine({
  read,
  labels,
  onCreate,
}: {
  read: ReadKey;
  labels: ReadonlyMap<string, string>;
  onCreate?: (read: ReadKey) => void;
}) {
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
        {quiet && onCreate ? (
          <Button
            variant="ghost"
            size="sm"
            className="-my-0.5 -ml-2"
            aria-label={`Create field from ${read.key}`}
            onClick={() => onCreate(read)}
          >
            <Plus />
            Create field
          </Button>
        ) : null}
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
