"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight, Plus } from "lucide-react";
import type { ReactNode } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { fieldsQuery } from "@/components/data-fields/queries";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { SheetSection } from "@/components/ui/sheet";
import { isPath } from "@/lib/mapping/json-path";
import type { Reading, ReadKey } from "./read-keys";

/** Beyond it what was ignored would hide the body below it. */
const linesMax = 300;

/** The keys or paths of a body, each with its value and what became of it. */
export function KeyList({
  scope,
  keys,
  onCreate,
  children,
}: {
  scope: AudienceScope;
  keys: readonly ReadKey[];
  onCreate?: (read: ReadKey) => void;
  children: ReactNode;
}) {
  const { data } = useQuery(fieldsQuery(scope));
  const labels = new Map(data?.items.map((field) => [field.key, field.label]));
  if (keys.length === 0) return null;
  const shown = keys.filter((each, index) => index < linesMax || !isLeftOver(each));
  return (
    <SheetSection title="Fields">
      <ul className="overflow-hidden rounded-lg border">
        {shown.map((each) => (
          <KeyLine
            key={`${each.key} ${JSON.stringify(each.reading)}`}
            read={each}
            labels={labels}
            onCreate={onCreate}
          />
        ))}
      </ul>
      {shown.length < keys.length ? (
        <p className="text-meta text-muted-foreground">{keys.length - shown.length} more were ignored.</p>
      ) : null}
      {children}
    </SheetSection>
  );
}

/** Whether nothing was to take it. */
export const isLeftOver = ({ reading }: ReadKey): boolean =>
  reading.kind === "ignored" && reading.why !== "passed_over";

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
        {onCreate && isCreatable(read) ? (
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

/** A mapping reaches neither odd keys nor great depths. */
const isCreatable = ({ key, reading }: ReadKey): boolean =>
  reading.kind === "ignored" && (reading.why === "unnamed" || (reading.why === "unmapped" && isPath(key)));

const ignoredTexts: Record<Extract<Reading, { kind: "ignored" }>["why"], string> = {
  unnamed: "ignored: no data field of that name",
  unmapped: "ignored: no line of the mapping leads here",
  passed_over: "ignored: an earlier path filled its field",
};

function readingText(reading: Reading, labels: ReadonlyMap<string, string>): string {
  switch (reading.kind) {
    case "field":
      return labels.get(reading.key) ?? reading.key;
    case "built_in":
      return reading.name;
    case "blank":
      return "Blank";
    case "ignored":
      return ignoredTexts[reading.why];
    case "unread":
      return "not read when it came";
    case "issue":
      return reading.message;
  }
}
