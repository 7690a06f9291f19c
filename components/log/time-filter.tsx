"use client";

import { Check, ChevronDown, ListFilter, X } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { instantOf, localInput } from "@/components/ui/local-input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { type Range, rangeOptions } from "./ranges";

/** A range that ends now, or from and to as instants. */
export interface TimeFilterValue {
  within: Range | null;
  from: string | null;
  to: string | null;
}

const none: TimeFilterValue = { within: null, from: null, to: null };

/** When: the last hour, day, week or month, or from one moment to another. Looks like the other filter chips. */
export function TimeFilter({
  value,
  onValueChange,
}: {
  value: TimeFilterValue;
  onValueChange: (value: TimeFilterValue) => void;
}) {
  const [open, setOpen] = useState(false);
  const summary = summaryOf(value);
  const choose = (next: TimeFilterValue) => {
    onValueChange(next);
    setOpen(false);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <span
        className={cn(
          "inline-flex h-8 max-w-full items-center rounded-md border border-input bg-card text-table",
          summary === null && "border-dashed",
        )}
      >
        <PopoverTrigger asChild>
          <button
            type="button"
            className="flex h-full min-w-0 items-center gap-1.5 rounded-md px-2.5 hover:bg-muted [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
          >
            {summary === null ? <ListFilter aria-hidden /> : null}
            <span className={cn(summary !== null && "text-muted-foreground")}>Time</span>
            {summary === null ? <ChevronDown aria-hidden /> : <span className="truncate font-medium">{summary}</span>}
          </button>
        </PopoverTrigger>
        {summary === null ? null : (
          <button
            type="button"
            aria-label="Remove filter Time"
            onClick={() => onValueChange(none)}
            className="flex h-full w-7 shrink-0 items-center justify-center rounded-r-md border-l text-muted-foreground hover:bg-muted hover:text-foreground"
          >
            <X className="size-3.5" />
          </button>
        )}
      </span>
      <PopoverContent className="w-64 p-0" aria-label="Time">
        <div className="p-1">
          {rangeOptions.map(({ value: range, label }) => (
            <button
              key={range}
              type="button"
              aria-pressed={value.within === range}
              onClick={() => choose({ ...none, within: range })}
              className="flex h-8 w-full items-center justify-between rounded-sm px-2 text-left text-table hover:bg-muted"
            >
              {label}
              {value.within === range ? <Check aria-hidden className="size-4" /> : null}
            </button>
          ))}
        </div>
        <OwnTimes value={value} onApply={choose} />
      </PopoverContent>
    </Popover>
  );
}

/** From and to, in the browser's time zone; either may be left open. */
function OwnTimes({ value, onApply }: { value: TimeFilterValue; onApply: (value: TimeFilterValue) => void }) {
  const id = useId();
  const [from, setFrom] = useState(inputOf(value.from));
  const [to, setTo] = useState(inputOf(value.to));
  const [start, end] = [instantOf(from), instantOf(to)];
  const reversed = start !== null && end !== null && start >= end;
  return (
    <form
      className="flex flex-col gap-3 border-t p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!reversed) onApply({ within: null, from: start, to: end });
      }}
    >
      <Field>
        <FieldLabel htmlFor={`${id}-from`}>From</FieldLabel>
        <Input id={`${id}-from`} type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field>
        <FieldLabel htmlFor={`${id}-to`}>To</FieldLabel>
        <Input
          id={`${id}-to`}
          type="datetime-local"
          value={to}
          aria-invalid={reversed || undefined}
          aria-describedby={reversed ? `${id}-error` : undefined}
          onChange={(event) => setTo(event.target.value)}
        />
      </Field>
      {reversed ? (
        <p id={`${id}-error`} role="alert" className="text-danger-foreground text-meta">
          The end has to be after the beginning.
        </p>
      ) : null}
      <Button type="submit" variant="outline" size="sm" disabled={start === null && end === null}>
        Apply
      </Button>
    </form>
  );
}

const inputOf = (instant: string | null): string => (instant === null ? "" : localInput(new Date(instant)));

const momentText = (instant: string): string =>
  new Date(instant).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

function summaryOf({ within, from, to }: TimeFilterValue): string | null {
  if (within !== null) return rangeOptions.find(({ value }) => value === within)?.label ?? within;
  if (from !== null) return to === null ? `since ${momentText(from)}` : `${momentText(from)} to ${momentText(to)}`;
  return to === null ? null : `until ${momentText(to)}`;
}
